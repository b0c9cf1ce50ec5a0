package io.evobridge.compose.demo;

import io.evobridge.compose.BridgeStack;
import io.evobridge.compose.Parts;
import io.evobridge.compose.ResourceText;
import io.evobridge.compose.SqlScript;
import io.evobridge.servers.InfluxDb;
import io.evobridge.servers.MySql;
import io.evobridge.servers.Redis;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A trading platform that runs on this machine: customers and orders in MySQL, what a session needs in Redis, the
 * history in InfluxDB, and the bridge that keeps them in step.
 */
public final class TradingPlatform implements AutoCloseable {

    /** MySQL's database. */
    public static final String SHOP = "shop";

    private static final String HISTORY = "history";

    private final Parts parts = new Parts();
    private final MySql mysql;
    private final Redis redis;
    private final InfluxDb influx;
    private final BridgeStack stack;

    private TradingPlatform(Path home, Consumer<String> progress) throws SQLException {
        try {
            progress.accept("MySQL, Redis and InfluxDB");
            mysql = parts.add(MySql.start(home.resolve("mysql")));
            redis = parts.add(Redis.start(home.resolve("redis")));
            influx = parts.add(InfluxDb.start(home.resolve("influxdb")));
            createShop();
            stack = parts.add(BridgeStack.start(
                    home, ResourceText.beside(TradingPlatform.class, "bridge.yaml"), environment(), progress));
        } catch (RuntimeException | SQLException e) {
            close();
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
        try (Connection connection = mysql.connect(SHOP)) {
            SqlScript.run(connection, ResourceText.beside(TradingPlatform.class, "shop.sql"));
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
