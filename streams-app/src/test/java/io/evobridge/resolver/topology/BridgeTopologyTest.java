package io.evobridge.resolver.topology;

import static io.evobridge.resolver.topology.TestBridge.KEY;
import static io.evobridge.resolver.topology.TestBridge.NOW;
import static io.evobridge.resolver.topology.TestBridge.TOPICS;
import static io.evobridge.resolver.topology.TestBridge.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.EntitySchemas;
import io.evobridge.contract.Headers;
import io.evobridge.contract.Hlc;
import io.evobridge.resolver.Customers;
import io.evobridge.resolver.FakeRegistry;
import io.evobridge.resolver.core.causality.DriftPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeTopologyTest {

    @TempDir
    Path folder;

    private TestBridge bridge;

    @BeforeEach
    void start() {
        bridge = new TestBridge(folder, DriftPolicy.CLAMP);
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void theWiringIsTheOneThatIsWrittenDown() throws IOException {
        String described = TestBridge.topology(
                        new FakeRegistry(), new SimpleMeterRegistry(), DriftPolicy.CLAMP, new TreeSet<>())
                .describe()
                .toString();

        assertThat(described.replaceAll("ResolvedTopic@[0-9a-f]+", "ResolvedTopic"))
                .isEqualTo(resource("topology.txt"));
    }

    @Test
    void aWriteBecomesAResolvedRecordOfTheBareEntity() {
        bridge.write("a", 5, NOW - 40, "Ada");

        TestRecord<byte[], byte[]> resolved = bridge.readResolved();
        GenericRecord customer = bridge.customers.read(resolved.value());
        assertThat(customer.getSchema()).isEqualTo(Customers.IMAGE);
        assertThat(customer).isEqualTo(bridge.customers.image(1, "Ada"));
        assertThat(resolved.key()).isEqualTo(KEY);
        assertThat(resolved.timestamp()).isEqualTo(NOW - 40);
        String hlc = Hlc.of(NOW - 40, 0).toString();
        assertThat(headers(resolved))
                .containsOnly(
                        java.util.Map.entry(Headers.HLC, hlc),
                        java.util.Map.entry(Headers.ORIGIN, "a"),
                        java.util.Map.entry(Headers.SEQUENCE, hlc),
                        java.util.Map.entry(
                                Headers.POSITION, Customers.position(5).toString()),
                        java.util.Map.entry(Headers.COMMIT_MICROS, Long.toString((NOW - 40) * 1000)));
        assertThat(bridge.count("merged", "entity", "customer", "outcome", "applied"))
                .isEqualTo(1);
    }

    @Test
    void aWriteIsStampedOnTheChangesTopic() {
        bridge.write("a", 5, NOW - 40, "Ada");
        bridge.write("a", 6, NOW - 40, "Eve");

        List<TestRecord<byte[], byte[]>> changes = bridge.read(TOPICS.changes());
        GenericRecord second = bridge.customers.read(changes.get(1).value());
        assertThat(second.getSchema()).isEqualTo(EntitySchemas.stampedChange(Customers.IMAGE));
        assertThat(second.get("hlc")).isEqualTo(Hlc.of(NOW - 40, 1).bits());
        assertThat(second.get("context"))
                .hasToString("[{\"node\": \"a\", \"position_major\": 5, \"position_minor\": 0}]");
        assertThat(second.get("transaction")).hasToString("tx-6");
        assertThat(second.get("before")).isNull();
        assertThat(second.get("after")).isEqualTo(bridge.customers.image(1, "Eve"));
        assertThat(headers(changes.get(1))).containsOnlyKeys(Headers.HLC, Headers.ORIGIN);
        assertThat(changes.get(1).timestamp()).isEqualTo(NOW);
    }

    @Test
    void aDeletionBecomesANullAndALaterWriteRevivesTheKey() {
        bridge.write("a", 1, NOW - 40, "Ada");
        bridge.write("a", 2, NOW - 30, null);
        bridge.write("a", 3, NOW - 20, "Ada again");

        List<TestRecord<byte[], byte[]>> resolved = bridge.read(TOPICS.resolved("customer"));
        assertThat(resolved.get(1).value()).isNull();
        assertThat(headers(resolved.get(1)))
                .containsEntry(Headers.SEQUENCE, Hlc.of(NOW - 30, 0).toString());
        assertThat(bridge.name(resolved.get(2))).isEqualTo("Ada again");
    }

    @Test
    void aDuplicateChangesNothingAndItsResultIsSentAgain() {
        bridge.write("a", 1, NOW - 40, "Ada");
        bridge.write("a", 1, NOW - 40, "Ada");

        List<TestRecord<byte[], byte[]>> resolved = bridge.read(TOPICS.resolved("customer"));
        assertThat(resolved.get(1)).usingRecursiveComparison().isEqualTo(resolved.get(0));
        List<TestRecord<byte[], byte[]>> changes = bridge.read(TOPICS.changes());
        assertThat(changes.get(1)).usingRecursiveComparison().isEqualTo(changes.get(0));
        assertThat(bridge.count("merged", "entity", "customer", "outcome", "duplicate"))
                .isEqualTo(1);
    }

    @Test
    void aReplayOfAReplacedWriteSendsThePresentState() {
        bridge.write("a", 1, NOW - 40, "Ada");
        bridge.write("a", 2, NOW - 30, "Eve");
        bridge.write("a", 1, NOW - 40, "Ada");

        assertThat(bridge.name(bridge.readResolved())).isEqualTo("Eve");
        assertThat(bridge.count("merged", "entity", "customer", "outcome", "superseded"))
                .isEqualTo(1);
    }

    @Test
    void concurrentWritesAreRecordedCompletelyAndTheLastOneWins() {
        bridge.write("a", 1, NOW - 10, "Ada");
        bridge.write("b", 9, NOW - 20, "Eve");

        TestRecord<byte[], byte[]> conflict = bridge.read(TOPICS.conflicts()).get(0);
        GenericRecord read = bridge.customers.read(conflict.value());
        assertThat(read.get("key")).hasToString("customer/1");
        assertThat(read.get("policy")).hasToString("lww");
        List<?> versions = (List<?>) read.get("versions");
        GenericRecord won = (GenericRecord) versions.get(0);
        GenericRecord lost = (GenericRecord) versions.get(1);
        assertThat(won.get("node")).hasToString("a");
        assertThat(won.get("won")).isEqualTo(true);
        assertThat(lost.get("won")).isEqualTo(false);
        byte[] image = ((java.nio.ByteBuffer) lost.get("image")).array();
        assertThat(bridge.customers.read(image)).isEqualTo(bridge.customers.image(1, "Eve"));
        TestRecord<byte[], byte[]> resolved = bridge.readResolved();
        assertThat(bridge.name(resolved)).isEqualTo("Ada");
        assertThat(headers(resolved))
                .containsEntry(Headers.SEQUENCE, Hlc.of(NOW - 10, 0).next().toString());
        assertThat(read.get("seq")).isEqualTo(Hlc.of(NOW - 10, 0).next().bits());
    }

    @Test
    void aConflictIsSentAgainWithADuplicate() {
        bridge.write("a", 1, NOW - 10, "Ada");
        bridge.write("b", 9, NOW - 20, "Eve");
        bridge.write("b", 9, NOW - 20, "Eve");

        List<TestRecord<byte[], byte[]>> conflicts = bridge.read(TOPICS.conflicts());
        assertThat(conflicts).hasSize(2);
        assertThat(conflicts.get(1).value()).isEqualTo(conflicts.get(0).value());
    }

    @Test
    void aWriteAfterAMarkerIsStampedAboveWhatTheSinkHadApplied() {
        Hlc applied = Hlc.of(NOW + 3_000, 9);
        bridge.send("a", null, bridge.customers.marker("a", 4, NOW - 50, applied.bits()));
        bridge.write("a", 5, NOW - 40, "Ada");

        assertThat(headers(bridge.readResolved()))
                .containsEntry(Headers.HLC, applied.next().toString());
        assertThat(bridge.count("markers", "node", "a")).isEqualTo(1);
    }

    @Test
    void aRestartedResolverContinuesItsClockAndItsKeys() {
        bridge.write("a", 1, NOW - 10, "Ada");
        bridge.restart();
        bridge.write("a", 2, NOW - 500, "Eve");

        assertThat(headers(bridge.readResolved()))
                .containsEntry(Headers.HLC, Hlc.of(NOW - 10, 1).toString());
        assertThat(bridge.read(TOPICS.conflicts())).isEmpty();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(BridgeTopologyTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
