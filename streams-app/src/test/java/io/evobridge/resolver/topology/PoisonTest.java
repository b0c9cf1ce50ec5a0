package io.evobridge.resolver.topology;

import static io.evobridge.resolver.topology.TestBridge.KEY;
import static io.evobridge.resolver.topology.TestBridge.NOW;
import static io.evobridge.resolver.topology.TestBridge.TOPICS;
import static io.evobridge.resolver.topology.TestBridge.headers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.Headers;
import io.evobridge.contract.Hlc;
import io.evobridge.registry.RegistryUnavailableException;
import io.evobridge.resolver.Customers;
import io.evobridge.resolver.core.causality.DriftPolicy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that cannot be understood ends in quarantine, unchanged, with a reason; the next write is resolved. */
class PoisonTest {

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
    void aMissingValue() {
        expectQuarantined(KEY, null, "not registry-framed");
    }

    @Test
    void bytesWithoutAFrame() {
        expectQuarantined(KEY, "{\"id\":1}".getBytes(UTF_8), "not registry-framed");
    }

    @Test
    void aSchemaThatTheRegistryDoesNotHave() {
        expectQuarantined(KEY, new byte[] {0, 0, 0, 3, 77, 1, 2}, "no schema with content id 845");
    }

    @Test
    void aSchemaThatIsNoChangeEvent() {
        GenericRecord customer = bridge.customers.image(1, "Ada");
        expectQuarantined(
                KEY, bridge.customers.framed(customer, Customers.IMAGE), "is a change event or a progress marker");
    }

    @Test
    void aSchemaOfChangesWithoutTheNeededFields() {
        var odd = SchemaBuilder.record("io.evobridge.change.customer")
                .fields()
                .requiredLong("node")
                .endRecord();
        GenericRecord record = new GenericRecordBuilder(odd).set("node", 1L).build();
        expectQuarantined(KEY, bridge.customers.framed(record, odd), "has no field '");
    }

    @Test
    void aSchemaThatTheRegistryRefuses() {
        bridge.registry.refuse("io.evobridge.entity.customer");
        byte[] value = change();
        bridge.send("a", KEY, value);

        TestRecord<byte[], byte[]> record = quarantined();
        assertThat(record.value()).isEqualTo(value);
        assertThat(headers(record).get(Headers.REASON)).contains("refuses the schema", "incompatible");
        assertThat(headers(record)).containsEntry(Headers.EXCEPTION, "io.evobridge.registry.SchemaRejectedException");
    }

    @Test
    void avroThatIsCutShortAnywhere() {
        byte[] whole = change();
        for (int length = 5; length < whole.length; length++) {
            bridge.send("a", KEY, Arrays.copyOf(whole, length));
        }

        assertThat(bridge.read(TOPICS.quarantine())).hasSize(whole.length - 5);
        expectQuarantined(KEY, Arrays.copyOf(whole, whole.length + 1), "1 bytes after its end");
    }

    @Test
    void avroWithALengthBeyondAllMemory() {
        byte[] value = change();
        Arrays.fill(value, 5, 9, (byte) 0xFE);
        value[9] = 0x0F;
        expectQuarantined(KEY, value, "corrupt");
    }

    @Test
    void aMissingKey() {
        expectQuarantined(null, change(), "without a key");
    }

    @Test
    void aKeyThatIsNotCanonical() {
        expectQuarantined("customer".getBytes(UTF_8), change(), "not canonical key text");
        expectQuarantined(new byte[] {(byte) 0xC3, '/', 'x'}, change(), "not canonical key text");
        expectQuarantined("customer/%31".getBytes(UTF_8), change(), "not spelled canonically");
    }

    @Test
    void aKeyOfAnotherEntity() {
        expectQuarantined("session/1".getBytes(UTF_8), change(), "of entity 'session'");
    }

    @Test
    void anEntityThatTheBridgeDoesNotHave() {
        GenericRecord record = bridge.customers.changeRecord("a", 1, NOW, bridge.customers.image(1, "Ada"));
        record.put("entity", "order");
        expectQuarantined(KEY, bridge.customers.framed(record, Customers.CHANGE), "names the entity 'order'");
    }

    @Test
    void aNodeThatIsNotTheTopics() {
        byte[] ofB = bridge.customers.change("b", 1, NOW, bridge.customers.image(1, "Ada"));
        expectQuarantined(KEY, ofB, "names the node 'b' but stands in test.captured.a");
    }

    @Test
    void aDeletionWithAnImage() {
        GenericRecord record = bridge.customers.changeRecord("a", 1, NOW, bridge.customers.image(1, "Ada"));
        record.put("op", "d");
        expectQuarantined(KEY, bridge.customers.framed(record, Customers.CHANGE), "the operation 'd'");
    }

    @Test
    void aValueThatTheLogLeftOut() {
        GenericRecord record = bridge.customers.changeRecord("a", 1, NOW, bridge.customers.image(1, "Ada"));
        record.put("unavailable", List.of("balance"));
        expectQuarantined(KEY, bridge.customers.framed(record, Customers.CHANGE), "REPLICA IDENTITY FULL");
    }

    @Test
    void aCommitTimeTooFarAheadWhereThePolicySaysSo() {
        bridge.close();
        bridge = new TestBridge(folder.resolve("strict"), DriftPolicy.QUARANTINE);
        byte[] ahead = bridge.customers.change("a", 1, NOW + 60_000, bridge.customers.image(1, "Ada"));
        expectQuarantined(KEY, ahead, "more than 5000 ms ahead");
        assertThat(bridge.count("drifted", "node", "a")).isEqualTo(1);
    }

    @Test
    void aCommitTimeTooFarAheadIsClampedByDefault() {
        bridge.write("a", 1, NOW + 60_000, "Ada");

        TestRecord<byte[], byte[]> resolved = bridge.readResolved();
        assertThat(headers(resolved))
                .containsEntry(Headers.HLC, Hlc.of(NOW + 5_000, 0).toString());
        assertThat(resolved.timestamp()).isEqualTo(NOW);
    }

    @Test
    void anAbsentRegistryIsNoPoison() {
        bridge.registry.failNext(0);
        byte[] value = change();
        bridge.registry.failNext(1);

        assertThatThrownBy(() -> bridge.send("a", KEY, value))
                .rootCause()
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(bridge.read(TOPICS.quarantine())).isEmpty();
    }

    private byte[] change() {
        return bridge.customers.change("a", 1, NOW - 5, bridge.customers.image(1, "Ada"));
    }

    private void expectQuarantined(byte @Nullable [] key, byte @Nullable [] value, String reason) {
        bridge.send("a", key, value);

        TestRecord<byte[], byte[]> record = quarantined();
        assertThat(record.key()).isEqualTo(key);
        assertThat(record.value()).isEqualTo(value);
        assertThat(headers(record).get(Headers.REASON)).contains(reason);
        assertThat(headers(record)).containsEntry(Headers.STAGE, "resolve").containsKey(Headers.EXCEPTION);
        assertThat(headers(record).get(Headers.SOURCE))
                .isEqualTo("test.captured.a-0@" + (bridge.log("a").next() - 1));
        assertThat(bridge.read(TOPICS.resolved("customer"))).isEmpty();

        bridge.write("b", 1000, NOW - 5, "Next");
        assertThat(bridge.name(bridge.readResolved())).isEqualTo("Next");
    }

    private TestRecord<byte[], byte[]> quarantined() {
        List<TestRecord<byte[], byte[]>> records = bridge.read(TOPICS.quarantine());
        return records.get(records.size() - 1);
    }
}
