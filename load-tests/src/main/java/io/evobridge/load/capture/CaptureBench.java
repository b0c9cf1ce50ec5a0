package io.evobridge.load.capture;

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
import io.evobridge.servers.ApicurioRegistry;
import io.evobridge.servers.ConnectRest;
import io.evobridge.servers.ConnectWorker;
import io.evobridge.servers.KafkaBroker;
import io.evobridge.servers.MySql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** MySQL, Kafka and a Connect worker: where capture is measured. */
final class CaptureBench implements AutoCloseable {

    static final String DATABASE = "load";

    private static final int PARTITIONS = 4;
    private static final int ROWS_PER_COMMIT = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration STILL = Duration.ofSeconds(1);

    private final Parts parts = new Parts();
    private final MySql mysql;
    private final KafkaBroker kafka;
    private final ConnectWorker worker;
    private final ConnectRest connect;
    private final Admin admin;
    private final Bridge bridge;

    CaptureBench(MeasureRun run) throws SQLException {
        try {
            run.say("starting MySQL, Kafka, the registry and Connect");
            mysql = parts.add(MySql.start(
                    run.folder("mysql"), "--innodb-buffer-pool-size=256M", "--innodb-redo-log-capacity=512M"));
            mysql.createDatabase(DATABASE);
            try (Connection connection = shop()) {
                ItemTable.create(connection);
            }
            kafka = parts.add(KafkaBroker.start(run.folder("kafka")));
            ApicurioRegistry registry = parts.add(ApicurioRegistry.start(run.folder("registry")));
            Map<String, String> environment = new LinkedHashMap<>();
            environment.put("LOAD_KAFKA", kafka.bootstrapServers());
            environment.put("LOAD_REGISTRY", registry.url());
            environment.put("LOAD_MYSQL", mysql.address());
            environment.put("LOAD_USER", mysql.user());
            environment.put("LOAD_PASSWORD", mysql.password());
            bridge = BridgeFile.parse(
                    "bridge.yaml", ResourceText.beside(CaptureBench.class, "bridge.yaml"), environment);
            new BridgeDeployment(bridge, what -> {}).applyTopics();
            worker = parts.add(ConnectWorker.on(kafka.bootstrapServers())
                    .withPlugins(Plugins.of(bridge))
                    .withEnvironment(environment)
                    .start(run.folder("connect")));
            connect = worker.rest();
            admin = parts.add(kafka.admin());
        } catch (RuntimeException | SQLException e) {
            close();
            throw e;
        }
    }

    Connection shop() throws SQLException {
        return mysql.connect(DATABASE);
    }

    MySql mysql() {
        return mysql;
    }

    ConnectWorker worker() {
        return worker;
    }

    /** What the bridge deploys to capture. */
    Map<String, String> ours() {
        return Connectors.of(bridge).get(0).config();
    }

    /** Where the bridge's capture goes. */
    String oursTopic() {
        return bridge.topics().captured("shop");
    }

    /** A Debezium of that name, with a topic of its own. */
    BareDebezium bare(String name) {
        BareDebezium debezium = new BareDebezium(name, mysql, DATABASE, kafka.bootstrapServers());
        kafka.createTopics(PARTITIONS, Map.of(), debezium.topic());
        return debezium;
    }

    /** Deploys it and waits until it follows the log: a row that is written then arrives. */
    void begin(String connector, Map<String, String> config, String topic) throws Exception {
        connect.deploy(connector, config);
        awaitRunning(connector);
        long revision = -1_000_000;
        try (Connection connection = shop()) {
            long before = captured(topic);
            long[] next = {revision};
            Watch.until(connector + " follows the log", PATIENCE, () -> {
                write(connection, List.of(Item.of(-1, next[0]++)));
                Thread.sleep(250);
                return captured(topic) > before;
            });
        }
    }

    void awaitRunning(String connector) throws Exception {
        Watch.untilRunning(connect, connector);
    }

    /** Ends its task; its place in the log stays. */
    void stop(String connector) throws Exception {
        connect.stop(connector);
        Watch.until(
                connector + " has stopped",
                PATIENCE,
                () -> connect.status(connector).tasks().isEmpty());
    }

    void resume(String connector) throws Exception {
        connect.resume(connector);
    }

    void delete(String connector) throws Exception {
        connect.delete(connector);
    }

    /** Writes new rows, in transactions of many. */
    void write(long first, long rows) throws SQLException {
        try (Connection connection = shop()) {
            List<Item> items = new ArrayList<>();
            for (long id = first; id < first + rows; id += ROWS_PER_COMMIT) {
                items.clear();
                for (long own = id; own < id + ROWS_PER_COMMIT; own++) {
                    items.add(Item.of(own, own));
                }
                write(connection, items);
            }
        }
    }

    private static void write(Connection connection, List<Item> items) throws SQLException {
        try (PreparedStatement upsert = ItemTable.insert(connection, items.size(), ItemTable.OR_UPDATE_MYSQL)) {
            ItemTable.bind(upsert, items);
            upsert.executeUpdate();
        }
    }

    /** Records in the topic. */
    long captured(String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(number -> new TopicPartition(topic, number), number -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** Waits until the topic holds so many; returns when, as {@link System#nanoTime()}. */
    long awaitCaptured(String topic, long count) throws Exception {
        Watch.until(topic + " holds " + count + " records", PATIENCE, () -> captured(topic) >= count);
        return System.nanoTime();
    }

    /** Waits until nothing more arrives in the topic. */
    void awaitStill(String topic) throws InterruptedException, ExecutionException {
        long before;
        long now = captured(topic);
        do {
            before = now;
            Thread.sleep(STILL.toMillis());
            now = captured(topic);
        } while (now != before);
    }

    @Override
    public void close() {
        parts.close();
    }
}
