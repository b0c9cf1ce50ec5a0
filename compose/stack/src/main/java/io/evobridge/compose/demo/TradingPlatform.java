package io.evobridge.compose.demo;

import io.evobridge.compose.BridgeStack;
import io.evobridge.servers.InfluxDb;
import io.evobridge.servers.MySql;
import io.evobridge.servers.Redis;
import io.evobridge.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A trading platform that runs on this machine: customers and orders in MySQL, what a session needs in Redis, the
 * history in InfluxDB, and the bridge that keeps them in step.
 */
public final class TradingPlatform implements AutoCloseable {

    /** MySQL's database. */
    public static final String SHOP = "shop";

    private static final String HISTORY = "history";

    private final Deque<Server> databases = new ArrayDeque<>();
    private final MySql mysql;
    private final Redis redis;
    private final InfluxDb influx;
    private final BridgeStack stack;

    private TradingPlatform(Path home, Consumer<String> progress) throws SQLException {
        try {
            progress.accept("MySQL, Redis and InfluxDB");
            mysql = started(MySql.start(home.resolve("mysql")));
            redis = started(Redis.start(home.resolve("redis")));
            influx = started(InfluxDb.start(home.resolve("influxdb")));
            createShop();
            stack = BridgeStack.start(home, resource("bridge.yaml"), environment(), progress);
        } catch (RuntimeException | SQLException e) {
            databases.forEach(Server::close);
            throw e;
        }
    }

    /** Starts everything and waits until the connectors run; {@code progress} is told what is being started. */
    public static TradingPlatform start(Path home, Consumer<String> progress) throws SQLException {
        return new TradingPlatform(home, progress);
    }

    public MySql mysql() {
        return mysql;
    }

    /** A JDBC address of the shop with its account. */
    public String shopUrl() {
        return mysql.jdbcUrl(SHOP) + "?user=" + mysql.user() + "&password=" + mysql.password();
    }

    public Redis redis() {
        return redis;
    }

    public InfluxDb influx() {
        return influx;
    }

    /** What InfluxDB holds. */
    public History history() {
        return new History(URI.create(influx.url()), HISTORY);
    }

    public BridgeStack stack() {
        return stack;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("DEMO_MYSQL", mysql.address());
        environment.put("DEMO_REDIS", redis.address());
        environment.put("DEMO_INFLUXDB", influx.address());
        environment.put("DEMO_USER", mysql.user());
        environment.put("SHOP_PASSWORD", mysql.password());
        return environment;
    }

    private void createShop() throws SQLException {
        mysql.createDatabase(SHOP);
        try (Connection connection = mysql.connect(SHOP);
                Statement statement = connection.createStatement()) {
            for (String sql : resource("shop.sql").split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private <S extends Server> S started(S server) {
        databases.push(server);
        return server;
    }

    private static String resource(String name) {
        try (InputStream in = TradingPlatform.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stack.close();
        databases.forEach(Server::close);
    }
}
