package io.evobridge.compose.demo.active;

import io.evobridge.bridge.Node;
import io.evobridge.compose.BridgeStack;
import io.evobridge.compose.Parts;
import io.evobridge.compose.ResourceText;
import io.evobridge.compose.Rows;
import io.evobridge.compose.Site;
import io.evobridge.compose.SqlScript;
import io.evobridge.servers.MySql;
import io.evobridge.servers.PostgreSql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A shop on MySQL and a customer relations office on PostgreSQL, and the bridge that keeps their customers the same. */
public final class ActivePlatform implements AutoCloseable {

    private static final String SHOP = "shop";
    private static final String CRM = "crm";

    private final Parts parts = new Parts();
    private final MySql mysql;
    private final PostgreSql postgresql;
    private final BridgeStack stack;
    private final Site shop;
    private final Site crm;

    private ActivePlatform(Path home, Rowset rowset, Consumer<String> progress) throws SQLException {
        try {
            progress.accept("MySQL and PostgreSQL");
            mysql = parts.add(MySql.start(home.resolve("mysql")));
            postgresql = parts.add(PostgreSql.start(home.resolve("postgresql")));
            mysql.createDatabase(SHOP);
            run(mysql.connect(SHOP), "shop.sql", rowset.shop());
            postgresql.createDatabase(CRM);
            run(postgresql.connect(CRM), "crm.sql", rowset.crm());
            stack = parts.add(BridgeStack.start(
                    home, ResourceText.beside(ActivePlatform.class, "bridge.yaml"), environment(), progress));
            String account = "?user=" + mysql.user() + "&password=" + mysql.password();
            shop = new Site(stack.bridge(), node(SHOP), mysql.jdbcUrl(SHOP) + account);
            crm = new Site(stack.bridge(), node(CRM), postgresql.jdbcUrl(CRM) + account);
        } catch (RuntimeException | SQLException e) {
            close();
            throw e;
        }
    }

    /**
     * Rows that the databases hold before they are joined.
     *
     * @param shop SQL for MySQL; may be empty
     * @param crm SQL for PostgreSQL; may be empty
     */
    public record Rowset(String shop, String crm) {

        /** Both begin empty. */
        public static final Rowset NONE = new Rowset("", "");
    }

    /** Starts everything and waits until the connectors run; {@code progress} is told what is being started. */
    public static ActivePlatform start(Path home, Rowset rowset, Consumer<String> progress) throws SQLException {
        return new ActivePlatform(home, rowset, progress);
    }

    public MySql mysql() {
        return mysql;
    }

    public PostgreSql postgresql() {
        return postgresql;
    }

    public BridgeStack stack() {
        return stack;
    }

    /** The shop's database, MySQL. */
    public Site shop() {
        return shop;
    }

    /** The office's database, PostgreSQL. */
    public Site crm() {
        return crm;
    }

    public List<Site> sites() {
        return List.of(shop, crm);
    }

    /** All rows of an entity as a site holds them. */
    public static Rows rows(Site site, String entity) throws SQLException {
        try (Connection connection = site.connect()) {
            return site.table(entity).rows(connection);
        }
    }

    /** A sentence for each row of any entity that differs. */
    public List<String> differences() throws SQLException {
        List<String> differences = new java.util.ArrayList<>();
        for (String entity : shop.entities()) {
            differences.addAll(rows(shop, entity).differences(SHOP, CRM, rows(crm, entity)));
        }
        return differences;
    }

    private Node node(String name) {
        return stack.bridge().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("DEMO_MYSQL", mysql.address());
        environment.put("DEMO_POSTGRESQL", postgresql.address());
        environment.put("DEMO_USER", mysql.user());
        environment.put("DEMO_PASSWORD", mysql.password());
        return environment;
    }

    private static void run(Connection connection, String script, String rows) throws SQLException {
        try (connection) {
            SqlScript.run(connection, ResourceText.beside(ActivePlatform.class, script) + rows);
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
