package io.evobridge.load.path;

import io.evobridge.compose.BridgeStack;
import io.evobridge.compose.Parts;
import io.evobridge.compose.ResourceText;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.data.InfluxHttp;
import io.evobridge.load.data.ItemTable;
import io.evobridge.servers.InfluxDb;
import io.evobridge.servers.MySql;
import io.evobridge.servers.PostgreSql;
import io.evobridge.servers.Redis;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import redis.clients.jedis.Jedis;

/** MySQL that is written, and PostgreSQL, Redis and InfluxDB that follow through a bridge. */
final class PathPlatform implements AutoCloseable {

    static final String DATABASE = "load";

    private final Parts parts = new Parts();
    private final MySql mysql;
    private final PostgreSql postgresql;
    private final Redis redis;
    private final InfluxDb influx;
    private final BridgeStack stack;

    /** Starts all of it and waits until the connectors run. */
    PathPlatform(MeasureRun run) throws Exception {
        try {
            run.say("starting MySQL, PostgreSQL, Redis and InfluxDB");
            // As MySQL recommends where few commit at a time: its log writers take 15 of 78 % of a core at 1,000
            // commits a second.
            mysql = parts.add(MySql.start(
                    run.folder("mysql"),
                    "--innodb-buffer-pool-size=256M",
                    "--innodb-redo-log-capacity=512M",
                    "--innodb-log-writer-threads=OFF"));
            mysql.createDatabase(DATABASE);
            postgresql = parts.add(
                    PostgreSql.start(run.folder("postgresql"), "-c", "shared_buffers=128MB", "-c", "max_wal_size=2GB"));
            postgresql.createDatabase(DATABASE);
            redis = parts.add(Redis.start(run.folder("redis")));
            influx = parts.add(InfluxDb.start(run.folder("influxdb")));
            try (Connection shop = shop();
                    Connection crm = crm()) {
                ItemTable.create(shop);
                ItemTable.create(crm);
            }
            history().create();
            stack = parts.add(BridgeStack.start(
                    run.folder("bridge"),
                    ResourceText.beside(PathPlatform.class, "bridge.yaml"),
                    environment(),
                    what -> run.say("starting " + what)));
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("LOAD_MYSQL", mysql.address());
        environment.put("LOAD_POSTGRESQL", postgresql.address());
        environment.put("LOAD_REDIS", redis.address());
        environment.put("LOAD_INFLUXDB", influx.address());
        environment.put("LOAD_USER", mysql.user());
        environment.put("LOAD_PASSWORD", mysql.password());
        return environment;
    }

    MySql mysql() {
        return mysql;
    }

    PostgreSql postgresql() {
        return postgresql;
    }

    /** A new connection to the database that is written. */
    Connection shop() throws SQLException {
        return mysql.connect(DATABASE);
    }

    /** A new connection to the copy in PostgreSQL. */
    Connection crm() throws SQLException {
        return postgresql.connect(DATABASE);
    }

    /** A new connection to the copy in Redis. */
    Jedis sessions() {
        return new Jedis(redis.host(), redis.port(), 60_000);
    }

    /** The history in InfluxDB. */
    InfluxHttp history() {
        return new InfluxHttp(influx.url(), DATABASE);
    }

    BridgeStack stack() {
        return stack;
    }

    @Override
    public void close() {
        parts.close();
    }
}
