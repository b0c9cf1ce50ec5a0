package io.evobridge.resolver.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.bridge.Bridge;
import io.evobridge.contract.Topics;
import io.evobridge.resolver.Customers;
import io.evobridge.resolver.FakeRegistry;
import io.evobridge.resolver.core.causality.DriftLimit;
import io.evobridge.resolver.core.causality.DriftPolicy;
import io.evobridge.resolver.core.merge.Intake;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.SeenBefore;
import io.evobridge.resolver.core.merge.WholeRecord;
import io.evobridge.resolver.core.merge.WriteOutcomes;
import io.evobridge.resolver.errors.ErrorSettings;
import io.evobridge.resolver.metrics.ResolverMetrics;
import io.evobridge.resolver.processor.Resolution;
import io.evobridge.resolver.store.CommitRequests;
import io.evobridge.resolver.store.NodeLog;
import io.evobridge.resolver.store.RequestMemory;
import io.evobridge.resolver.store.ResolverState;
import io.evobridge.resolver.wire.ApiWrite;
import io.evobridge.resolver.wire.SchemaCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The resolver's topology inside the test driver: nodes a and b, entity customer, one partition. */
final class TestBridge implements AutoCloseable {

    static final Topics TOPICS = new Topics("test");
    static final long NOW = 1_700_000_000_000L;
    static final byte[] KEY = "customer/1".getBytes(UTF_8);

    static final int FUSE = 3;
    static final long REMEMBERED_MILLIS = 60_000;
    static final int REMEMBERED = 10;

    final FakeRegistry registry;
    final Customers customers;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** What became of writes through the API, each as a kind and a position. */
    final List<String> outcomes = new ArrayList<>();

    private final Path folder;
    private final DriftPolicy drift;
    private final SortedSet<String> writable;
    private Merges merges;
    private TopologyTestDriver driver;

    /** One-way: both nodes are sources only. */
    TestBridge(Path folder, DriftPolicy drift) {
        this(folder, drift, new TreeSet<>());
    }

    TestBridge(Path folder, DriftPolicy drift, SortedSet<String> writable) {
        this(folder, drift, writable, new FakeRegistry());
    }

    TestBridge(Path folder, DriftPolicy drift, SortedSet<String> writable, FakeRegistry registry) {
        this(folder, drift, writable, registry, Merges.all(WholeRecord.LAST_WRITER_WINS));
    }

    TestBridge(Path folder, DriftPolicy drift, SortedSet<String> writable, FakeRegistry registry, Merges merges) {
        this.registry = registry;
        this.customers = new Customers(registry, "test");
        this.folder = folder;
        this.merges = merges;
        this.writable = writable;
        this.drift = drift;
        this.driver = start();
    }

    static Topology topology(
            FakeRegistry registry, SimpleMeterRegistry meters, DriftPolicy drift, SortedSet<String> writable) {
        return topology(
                registry, meters, drift, writable, Merges.all(WholeRecord.LAST_WRITER_WINS), WriteOutcomes.NOBODY);
    }

    private static Topology topology(
            FakeRegistry registry,
            SimpleMeterRegistry meters,
            DriftPolicy drift,
            SortedSet<String> writable,
            Merges merges,
            WriteOutcomes outcomes) {
        Resolution resolution = new Resolution(
                TOPICS,
                Set.of("a", "b", Bridge.API_NODE),
                writable,
                Set.of("customer"),
                new Intake(new DriftLimit(5_000, drift)),
                SeenBefore.LOG,
                merges,
                FUSE,
                new SchemaCatalog(registry, "test", () -> 0L),
                new RequestMemory.Bound(REMEMBERED_MILLIS, REMEMBERED),
                outcomes,
                new ResolverMetrics(meters, () -> NOW + 20));
        return BridgeTopology.of(resolution, 1, 8 << 20, new CommitRequests());
    }

    /** Stops the resolver and starts it again on the same state: the test driver itself keeps none when closed. */
    void restart() {
        List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = state().all()) {
            all.forEachRemaining(rows::add);
        }
        driver.close();
        driver = start();
        state().putAll(rows);
    }

    /** Dies, and starts again on what reached the changelog. */
    void restart(List<TestRecord<byte[], byte[]>> changelog) {
        driver.close();
        driver = start();
        for (TestRecord<byte[], byte[]> record : changelog) {
            state().put(Bytes.wrap(record.key()), record.value());
        }
        // The driver shows what was sent only after a step; what the restoring sent is not the changelog's.
        driver.advanceWallClockTime(Duration.ZERO);
        read("test-resolver-state-changelog");
    }

    /** All rows of the store, in a form that can be compared; without offsets, which each driver counts from 0. */
    Map<String, String> stored() {
        Map<String, String> rows = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = state().all()) {
            all.forEachRemaining(row ->
                    rows.put(new String(row.key.get(), UTF_8), HexFormat.of().formatHex(row.value)));
        }
        for (String node : List.of("a", "b")) {
            rows.computeIfPresent(
                    "\0clock/" + node, (key, bytes) -> log(node).clock().toString());
        }
        return rows;
    }

    /** How far a node's log has been taken in. */
    NodeLog log(String node) {
        return new ResolverState(state()).log(node);
    }

    /** Starts again with other merge rules. */
    void restart(Merges changed) {
        merges = changed;
        restart();
    }

    private KeyValueStore<Bytes, byte[]> state() {
        return driver.getKeyValueStore(BridgeTopology.STATE_STORE);
    }

    void send(String node, byte @Nullable [] key, byte @Nullable [] value) {
        driver.createInputTopic(TOPICS.captured(node), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, Instant.ofEpochMilli(NOW)));
    }

    /** The next record of the API's topic. */
    void api(ApiWrite write, @Nullable String name) {
        api(write, name, Bridge.API_NODE, NOW);
    }

    void api(ApiWrite write, @Nullable String name, String node, long recordMillis) {
        byte[] value = customers.change(node, 0, NOW, name == null ? null : customers.image(1, name));
        driver.createInputTopic(TOPICS.captured(node), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(KEY, value, write.headers(), Instant.ofEpochMilli(recordMillis)));
    }

    void write(String node, long position, long commitMillis, @Nullable String name) {
        send(node, KEY, customers.change(node, position, commitMillis, name == null ? null : customers.image(1, name)));
    }

    /** A row change in the given transaction. */
    void writeIn(String transaction, String node, long position, String name) {
        GenericRecord change = customers.changeRecord(node, position, NOW, customers.image(1, name));
        change.put("transaction", transaction);
        send(node, KEY, customers.framed(change, Customers.CHANGE));
    }

    void snapshot(String node, long position, String name) {
        send(node, KEY, customers.snapshot(node, position, NOW, customers.image(1, name)));
    }

    /** The marker of a sink that applied the key's state, in the transaction sink-position. */
    void applied(String node, long position, String seen, long print) {
        byte[] evidence = Customers.applied(new String(KEY, UTF_8), seen, print);
        send(node, null, customers.marker(node, position, "sink-" + position, evidence));
    }

    /** The marker of a sink that left the key's row alone, in the transaction sink-position. */
    void refused(String node, long position, long print) {
        byte[] evidence = Customers.refused(new String(KEY, UTF_8), print);
        send(node, null, customers.marker(node, position, "sink-" + position, evidence));
    }

    List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    TestRecord<byte[], byte[]> readResolved() {
        List<TestRecord<byte[], byte[]>> records = read(TOPICS.resolved("customer"));
        return records.get(records.size() - 1);
    }

    String name(TestRecord<byte[], byte[]> resolved) {
        return String.valueOf(customers.read(resolved.value()).get("name"));
    }

    static Map<String, String> headers(TestRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }

    double count(String meter, String... tags) {
        return meters.get("evobridge.resolver." + meter).tags(tags).counter().count();
    }

    @Override
    public void close() {
        driver.close();
    }

    private TopologyTestDriver start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test-resolver");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        ErrorSettings.of(TOPICS.quarantine()).forEach(settings::put);
        return new TopologyTestDriver(
                topology(
                        registry,
                        meters,
                        drift,
                        writable,
                        merges,
                        (request, outcome) -> outcomes.add(
                                outcome.kind() + " " + outcome.position().major())),
                settings);
    }
}
