package io.evobridge.compose.torture;

import io.evobridge.bridge.Bridge;
import io.evobridge.compose.BridgeStack;
import io.evobridge.compose.Parts;
import io.evobridge.compose.ResourceText;
import io.evobridge.compose.Site;
import io.evobridge.compose.SqlScript;
import io.evobridge.compose.torture.fault.Breakable;
import io.evobridge.compose.torture.workload.Journal;
import io.evobridge.servers.CutProxy;
import io.evobridge.servers.FakeClock;
import io.evobridge.servers.MariaDb;
import io.evobridge.servers.MySql;
import io.evobridge.servers.PostgreSql;
import io.evobridge.servers.Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * MySQL, MariaDB and PostgreSQL with tables of different shapes, all writable, and the bridge between them. Connect
 * reaches each database through a proxy that can be cut; applications reach it directly.
 */
final class TorturePlatform implements AutoCloseable {

    private static final String DATABASE = "torture";

    private final Parts parts = new Parts();
    private final Map<String, Breakable> breakables = new LinkedHashMap<>();
    private final List<Site> sites = new ArrayList<>();
    private final BridgeStack stack;

    private TorturePlatform(Path home, Consumer<String> progress) throws SQLException {
        try {
            progress.accept("MySQL, MariaDB and PostgreSQL");
            MySql mysql = parts.add(MySql.start(home.resolve("mysql")));
            FakeClock mariadbClock = FakeClock.in(home.resolve("mariadb"));
            MariaDb mariadb = parts.add(MariaDb.start(home.resolve("mariadb"), mariadbClock));
            FakeClock postgresqlClock = FakeClock.in(home.resolve("postgresql"));
            PostgreSql postgresql = parts.add(PostgreSql.start(home.resolve("postgresql"), postgresqlClock));
            database("mysql", mysql, Optional.empty());
            database("mariadb", mariadb, Optional.of(mariadbClock));
            database("postgresql", postgresql, Optional.of(postgresqlClock));
            mysql.createDatabase(DATABASE);
            create(mysql.connect(DATABASE), "mysql.sql");
            mariadb.createDatabase(DATABASE);
            create(mariadb.connect(DATABASE), "mariadb.sql");
            postgresql.createDatabase(DATABASE);
            create(postgresql.connect(DATABASE), "postgresql.sql");

            Map<String, String> environment = environment(mysql.user(), mysql.password());
            stack = parts.add(BridgeStack.start(
                    home, ResourceText.beside(TorturePlatform.class, "bridge.yaml"), environment, progress));
            breakables.put("connect", Breakable.process(stack.worker()));
            breakables.put("resolver", Breakable.process(stack.resolver()));
            breakables.put("kafka", Breakable.process(stack.kafka()));
            String account = "?user=" + mysql.user() + "&password=" + mysql.password();
            String patience = account + "&connectTimeout=3000&socketTimeout=10000";
            site("mysql", mysql.jdbcUrl(DATABASE) + patience);
            site("mariadb", mariadb.jdbcUrl(DATABASE) + patience);
            site("postgresql", postgresql.jdbcUrl(DATABASE) + account + "&connectTimeout=3&socketTimeout=10");
        } catch (RuntimeException | SQLException e) {
            close();
            throw e;
        }
    }

    /** Starts everything and waits until the connectors run; {@code progress} is told what is being started. */
    static TorturePlatform start(Path home, Consumer<String> progress) throws SQLException {
        return new TorturePlatform(home, progress);
    }

    BridgeStack stack() {
        return stack;
    }

    /** The databases as applications see them. */
    List<Site> sites() {
        return List.copyOf(sites);
    }

    /** By name: what faults can break. */
    Map<String, Breakable> breakables() {
        return Map.copyOf(breakables);
    }

    private void database(String name, Server server, Optional<FakeClock> clock) {
        CutProxy proxy = parts.add(CutProxy.to(server));
        breakables.put(name, new Breakable(server, Optional.of(proxy), clock));
    }

    private Map<String, String> environment(String user, String password) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TORTURE_USER", user);
        environment.put("TORTURE_PASSWORD", password);
        breakables.forEach((name, database) -> environment.put(
                "TORTURE_" + name.toUpperCase(java.util.Locale.ROOT),
                database.network().orElseThrow().address()));
        return environment;
    }

    private void site(String name, String jdbcUrl) {
        Bridge bridge = stack.bridge();
        bridge.nodes().stream()
                .filter(node -> node.name().equals(name))
                .forEach(node -> sites.add(new Site(bridge, node, jdbcUrl)));
    }

    private static void create(Connection connection, String script) throws SQLException {
        try (connection) {
            SqlScript.run(connection, Journal.TABLE);
            SqlScript.run(connection, ResourceText.beside(TorturePlatform.class, script));
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
