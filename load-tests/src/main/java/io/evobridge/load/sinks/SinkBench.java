package io.evobridge.load.sinks;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeDeployment;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.Connectors;
import io.evobridge.compose.Parts;
import io.evobridge.compose.Plugins;
import io.evobridge.compose.ResourceText;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.Watch;
import io.evobridge.load.data.Item;
import io.evobridge.load.data.ItemTable;
import io.evobridge.load.data.ItemTopic;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.servers.ApicurioRegistry;
import io.evobridge.servers.ConnectRest;
import io.evobridge.servers.ConnectWorker;
import io.evobridge.servers.DebeziumPlugins;
import io.evobridge.servers.InfluxDb;
import io.evobridge.servers.KafkaBroker;
import io.evobridge.servers.MySql;
import io.evobridge.servers.PostgreSql;
import io.evobridge.servers.Redis;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/** Kafka with the records, a Connect worker and four databases: where sinks are measured. */
final class SinkBench implements AutoCloseable {

    static final String DATABASE = "copy";

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Parts parts = new Parts();
    private final Bridge bridge;
    private final KafkaBroker kafka;
    private final ApicurioRegistry registry;
    private final ConnectRest connect;
    private final Admin admin;
    private final MySql mysql;
    private final PostgreSql postgresql;
    private final Redis redis;
    private final InfluxDb influx;

    SinkBench(MeasureRun run) throws SQLException {
        try {
            run.say("starting databases, Kafka, the registry and Connect");
            mysql = parts.add(MySql.start(
                    run.folder("mysql"), "--innodb-buffer-pool-size=512M", "--innodb-redo-log-capacity=512M"));
            mysql.createDatabase(DATABASE);
            postgresql = parts.add(
                    PostgreSql.start(run.folder("postgresql"), "-c", "shared_buffers=256MB", "-c", "max_wal_size=2GB"));
            postgresql.createDatabase(DATABASE);
            redis = parts.add(Redis.start(run.folder("redis")));
            influx = parts.add(InfluxDb.start(run.folder("influxdb")));
            kafka = parts.add(KafkaBroker.start(run.folder("kafka")));
            registry = parts.add(ApicurioRegistry.start(run.folder("registry")));
            bridge =
                    BridgeFile.parse("bridge.yaml", ResourceText.beside(SinkBench.class, "bridge.yaml"), environment());
            new BridgeDeployment(bridge, what -> {}).applyTopics();
            List<Path> plugins = new ArrayList<>(Plugins.own());
            plugins.add(DebeziumPlugins.jdbc());
            connect = parts.add(ConnectWorker.on(kafka.bootstrapServers())
                            .withPlugins(plugins.toArray(Path[]::new))
                            .withEnvironment(environment())
                            .withHeapMegabytes(1_024)
                            .start(run.folder("connect")))
                    .rest();
            admin = parts.add(kafka.admin());
        } catch (RuntimeException | SQLException e) {
            close();
            throw e;
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("LOAD_KAFKA", kafka.bootstrapServers());
        environment.put("LOAD_REGISTRY", registry.url());
        environment.put("LOAD_MYSQL", mysql.address());
        environment.put("LOAD_POSTGRESQL", postgresql.address());
        environment.put("LOAD_REDIS", redis.address());
        environment.put("LOAD_INFLUXDB", influx.address());
        environment.put("LOAD_USER", mysql.user());
        environment.put("LOAD_PASSWORD", mysql.password());
        return environment;
    }

    SqlCopy mysql() throws SQLException {
        return SqlCopy.mysql(account(mysql.jdbcUrl(DATABASE)));
    }

    SqlCopy postgresql() throws SQLException {
        return SqlCopy.postgresql(account(postgresql.jdbcUrl(DATABASE)));
    }

    RedisCopy redis() {
        return new RedisCopy(redis.host(), redis.port());
    }

    InfluxDbCopy influxDb() {
        return new InfluxDbCopy(influx.url());
    }

    private String account(String url) {
        return url + "?user=" + mysql.user() + "&password=" + mysql.password();
    }

    /** Puts the writes of that entity into its topic. */
    void fill(String entity, LongFunction<Item> write, long count) {
        new ItemTopic(
                        kafka.bootstrapServers(),
                        new io.evobridge.registry.ApicurioRegistry(RegistrySettings.of(registry.url())),
                        bridge.name())
                .append(
                        bridge.topics().resolved(entity),
                        entity,
                        LongStream.range(0, count).mapToObj(write));
    }

    /** What the bridge deploys to write that entity into that node. */
    Map<String, String> ours(String node, String entity) {
        return Connectors.of(bridge).stream()
                .filter(connector -> connector.name().equals(bridge.name() + "-" + node + "-" + entity))
                .findFirst()
                .orElseThrow()
                .config();
    }

    /** Debezium's sink for the same topic into the same table, as its manual has it; all else at its default. */
    Map<String, String> debezium(String node) {
        Map<String, String> ours = ours(node, Item.ENTITY);
        Map<String, String> config = new LinkedHashMap<>();
        for (String kept : ours.keySet()) {
            if (kept.startsWith("key.converter") || kept.startsWith("value.converter") || kept.equals("topics")) {
                config.put(kept, ours.get(kept));
            }
        }
        config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        config.put("tasks.max", "1");
        config.put("connection.url", ours.get("connection.url"));
        config.put("connection.username", mysql.user());
        config.put("connection.password", mysql.password());
        config.put("collection.name.format", ItemTable.NAME);
        config.put("insert.mode", "upsert");
        config.put("primary.key.mode", "record_value");
        config.put("primary.key.fields", "id");
        config.put("consumer.override.auto.offset.reset", "earliest");
        return config;
    }

    /**
     * Writes per second that a connector makes of what is in the topic, from the first fifth on: what came before was to
     * warm up. Where most is there before anybody has looked, as with few records, all count, and so does the connector's
     * start. The connector is gone afterwards, its writes are not.
     */
    double rate(String connector, Map<String, String> config, Copy copy, LongFunction<Item> write, long count)
            throws Exception {
        copy.clear();
        List<Item> warm = lastOfEachPartition(write, count / 5);
        List<Item> last = lastOfEachPartition(write, count);
        long deployed = System.nanoTime();
        connect.deploy(connector, config);
        await(connector, copy, warm);
        long began = System.nanoTime();
        long before = copy.writes();
        await(connector, copy, last);
        long ended = System.nanoTime();
        connect.delete(connector);
        awaitEnd(connector);
        return before < count / 2 ? (count - before) * 1e9 / (ended - began) : count * 1e9 / (ended - deployed);
    }

    private void await(String connector, Copy copy, List<Item> items) throws Exception {
        long[] nextLook = {System.nanoTime()};
        for (Item item : items) {
            Watch.until(connector + " has written " + item, PATIENCE, () -> {
                if (System.nanoTime() - nextLook[0] > 0) {
                    nextLook[0] += Duration.ofSeconds(2).toNanos();
                    requireAlive(connector);
                }
                return copy.holds(item);
            });
        }
    }

    /** Until its consumer group has nobody left: a task that still ends would write into what comes next. */
    private void awaitEnd(String connector) throws Exception {
        String group = "connect-" + connector;
        Watch.until(
                connector + " has ended",
                PATIENCE,
                () -> admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                        .allMatch(description -> description.members().isEmpty()));
    }

    private void requireAlive(String connector) throws Exception {
        ConnectRest.Status status;
        try {
            status = connect.status(connector);
        } catch (java.io.IOException e) {
            // Not told to the worker's status topic yet.
            return;
        }
        if (status.hasFailed()) {
            throw new IllegalStateException(connector + " has failed: " + status);
        }
    }

    /** In the topic, every partition is written in order. */
    private List<Item> lastOfEachPartition(LongFunction<Item> write, long count) {
        Map<Integer, Item> last = new LinkedHashMap<>();
        long number = count;
        while (last.size() < bridge.partitions() && number > 0) {
            Item item = write.apply(--number);
            byte[] key = (entity(write) + "/" + item.id()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            last.putIfAbsent(Utils.toPositive(Utils.murmur2(key)) % bridge.partitions(), item);
        }
        return List.copyOf(last.values());
    }

    private static String entity(LongFunction<Item> write) {
        return write.apply(InfluxDbCopy.SERIES).id() == 0 ? InfluxDbCopy.MEASUREMENT : Item.ENTITY;
    }

    @Override
    public void close() {
        parts.close();
    }
}
