package io.evobridge.resolver.topology;

import static io.evobridge.resolver.topology.TestBridge.KEY;
import static io.evobridge.resolver.topology.TestBridge.NOW;
import static io.evobridge.resolver.topology.TestBridge.TOPICS;
import static io.evobridge.resolver.topology.TestBridge.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.EntitySchemas;
import io.evobridge.contract.Headers;
import io.evobridge.resolver.Customers;
import io.evobridge.resolver.FakeRegistry;
import io.evobridge.resolver.core.causality.DriftPolicy;
import io.evobridge.resolver.core.merge.Deletions;
import io.evobridge.resolver.core.merge.MergePolicy;
import io.evobridge.resolver.core.merge.MergeRules;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.WholeRecord;
import io.evobridge.resolver.core.merge.field.FieldPolicy;
import io.evobridge.resolver.core.merge.field.FieldRules;
import io.evobridge.resolver.core.merge.field.Precedence;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two writable nodes make of one customer under the policies of {@code docs/policies.md}. */
class MergeRulesTest {

    private static final Schema CRM = SchemaBuilder.record("customer")
            .namespace(EntitySchemas.IMAGE_NAMESPACE)
            .fields()
            .requiredLong("id")
            .optionalString("name")
            .optionalString("segment")
            .endRecord();

    @TempDir
    Path folder;

    private @Nullable TestBridge started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void concurrentChangesOfDifferentColumnsBothStayAndAreNoConflict() {
        TestBridge bridge = start(fields(Map.of(), Deletions.LWW));
        shared(bridge, "Ada", 100);
        bridge.send("a", KEY, change("a", 10, row("Ada", 100), row("Eve", 100)));
        bridge.restart();
        bridge.send("b", KEY, change("b", 11, row("Ada", 100), row("Ada", 70)));

        TestRecord<byte[], byte[]> resolved = bridge.readResolved();
        assertThat(bridge.customers.read(resolved.value())).isEqualTo(row("Eve", 70));
        assertThat(headers(resolved)).doesNotContainKey(Headers.HOLDS);
        assertThat(bridge.read(TOPICS.conflicts())).isEmpty();
    }

    @Test
    void hundredLessThirtyAndLessFiftyAtOnceIsTwentyWithACounter() {
        TestBridge bridge = start(fields(Map.of("balance", FieldPolicy.COUNTER), Deletions.LWW));
        shared(bridge, "Ada", 100);
        byte[] lessThirty = change("a", 10, row("Ada", 100), row("Ada", 70));
        byte[] lessFifty = change("b", 11, row("Ada", 100), row("Ada", 50));
        for (byte[] change : List.of(lessThirty, lessThirty, lessFifty, lessThirty, lessFifty)) {
            bridge.restart();
            bridge.send(change == lessThirty ? "a" : "b", KEY, change);
        }

        assertThat(bridge.customers.read(bridge.readResolved().value())).isEqualTo(row("Ada", 20));
        assertThat(bridge.read(TOPICS.conflicts())).isEmpty();
    }

    @Test
    void writeThatIsReadBeforeWhatItHadSeenCountsNothingTwiceAndClaimsNothingThatIsStillToCome() {
        TestBridge bridge = start(fields(Map.of("balance", FieldPolicy.COUNTER), Deletions.LWW));
        bridge.applied("b", 2, "a=" + Customers.position(6), Customers.print(row("Ada", 70)));
        bridge.send("b", KEY, change("b", 11, row("Ada", 70), row("Ada", 50)));

        assertThat(headers(bridge.readResolved())).containsEntry(Headers.SEEN, "b=" + Customers.position(11));

        bridge.send("a", KEY, change("a", 5, null, row("Ada", 100)));
        bridge.send("a", KEY, change("a", 6, row("Ada", 100), row("Ada", 70)));

        TestRecord<byte[], byte[]> resolved = bridge.readResolved();
        assertThat(bridge.customers.read(resolved.value())).isEqualTo(row("Ada", 50));
        assertThat(headers(resolved))
                .containsEntry(Headers.SEEN, "a=" + Customers.position(6) + ",b=" + Customers.position(11));
        assertThat(bridge.read(TOPICS.conflicts())).isEmpty();
    }

    @Test
    void withTheLastWriterOneOfThemIsInTheConflictsTopicWhole() {
        TestBridge bridge = start(Merges.all(WholeRecord.LAST_WRITER_WINS));
        shared(bridge, "Ada", 100);
        bridge.send("a", KEY, change("a", 10, row("Ada", 100), row("Ada", 70)));
        bridge.send("b", KEY, change("b", 11, row("Ada", 100), row("Ada", 50)));

        assertThat(bridge.customers.read(bridge.readResolved().value())).isEqualTo(row("Ada", 50));
        GenericRecord conflict = conflict(bridge);
        assertThat((List<?>) conflict.get("versions")).hasSize(2);
    }

    @Test
    void fieldThatBothChangedIsAConflictThatNamesIt() {
        TestBridge bridge = start(fields(Map.of("balance", FieldPolicy.COUNTER), Deletions.LWW));
        shared(bridge, "Ada", 100);
        bridge.send("a", KEY, change("a", 10, row("Ada", 100), row("Eve", 90)));
        bridge.send("b", KEY, change("b", 11, row("Ada", 100), row("Eva", 90)));

        assertThat(bridge.customers.read(bridge.readResolved().value())).isEqualTo(row("Eva", 80));
        GenericRecord conflict = conflict(bridge);
        assertThat(conflict.get("policy")).hasToString("fields");
        assertThat(conflict.get("reason").toString())
                .startsWith("name: lww prefers b at ")
                .doesNotContain("balance");
    }

    @Test
    void changeAndDeletionAtOnceEndAsTheEntityAsks() {
        for (Deletions deletions : Deletions.values()) {
            TestBridge bridge = start(fields(Map.of("balance", FieldPolicy.COUNTER), deletions));
            shared(bridge, "Ada", 100);
            bridge.send("a", KEY, change("a", 10, row("Ada", 100), row("Ada", 70)));
            bridge.send("b", KEY, change("b", 11, row("Ada", 100), null));

            byte[] resolved = bridge.readResolved().value();
            if (deletions == Deletions.UPDATE_WINS) {
                assertThat(bridge.customers.read(resolved)).isEqualTo(row("Ada", 70));
            } else {
                assertThat(resolved).isNull();
            }
            assertThat(bridge.read(TOPICS.conflicts())).hasSize(1);
            bridge.close();
        }
        started = null;
    }

    @Test
    void columnThatOnlyOneNodeHasStaysWhenTheOtherWritesTheRow() {
        for (Merges merges : List.of(fields(Map.of(), Deletions.LWW), Merges.all(WholeRecord.LAST_WRITER_WINS))) {
            TestBridge bridge = start(merges);
            shared(bridge, "Ada", 100);
            String seen = headers(bridge.readResolved()).get(Headers.SEEN);
            bridge.applied("b", 8, String.valueOf(seen), 1);
            bridge.send("b", KEY, change("b", 11, client("Ada", null), client("Eve", "gold")));

            GenericRecord merged = bridge.customers.read(bridge.readResolved().value());
            assertThat(merged.get("balance")).isEqualTo(100L);
            assertThat(merged.get("name")).hasToString("Eve");
            assertThat(merged.get("segment")).hasToString("gold");
            assertThat(bridge.read(TOPICS.conflicts())).isEmpty();
            bridge.close();
        }
        started = null;
    }

    @Test
    void valueThatTheLogLeftOutIsTheOneThatTheNodeHadSeen() {
        for (Merges merges : List.of(fields(Map.of(), Deletions.LWW), Merges.all(WholeRecord.LAST_WRITER_WINS))) {
            TestBridge bridge = start(merges);
            bridge.send("a", KEY, change("a", 5, null, row("Ada", 100)));
            GenericRecord after = row("Ada", 70);
            after.put("name", null);
            GenericRecord untold = bridge.customers.changeRecord("a", 6, NOW, after);
            untold.put("unavailable", List.of("name"));
            bridge.send("a", KEY, bridge.customers.framed(untold, Customers.CHANGE));

            TestRecord<byte[], byte[]> resolved = bridge.readResolved();
            assertThat(bridge.customers.read(resolved.value())).isEqualTo(row("Ada", 70));
            assertThat(headers(resolved)).containsEntry(Headers.HOLDS, "a");
            bridge.close();
        }
        started = null;
    }

    @Test
    void rowsThatDatabasesBringAlongAreMergedByPreferenceAndDifferencesAreRecorded() {
        Precedence preferA = new Precedence(List.of("a"), false);
        TestBridge bridge = start(Merges.all(new WholeRecord("lww", preferA, Deletions.LWW)));
        bridge.send("a", KEY, snapshot("a", 5, row("Ada", 100)));
        bridge.send("b", KEY, snapshot("b", 9, client("Ada", "gold")));

        assertThat(bridge.read(TOPICS.conflicts())).isEmpty();

        bridge.send("b", KEY, snapshot("b", 12, row("Eve", 100)));

        assertThat(bridge.name(bridge.readResolved())).isEqualTo("Ada");
        assertThat(bridge.read(TOPICS.conflicts())).hasSize(1);
    }

    @Test
    void ofRowsThatDatabasesBringAlongTheYoungestPrevailsAndOneWithoutAnAgeGivesWay() {
        Precedence preferA = new Precedence(List.of("a"), false);
        MergePolicy policy = new WholeRecord("lww", preferA, Deletions.LWW);
        for (Optional<FieldRules> rules : List.of(
                Optional.<FieldRules>empty(), Optional.of(new FieldRules(Map.of(), FieldPolicy.LWW, preferA)))) {
            TestBridge bridge = start(new Merges(
                    Map.of("customer", new MergeRules(policy, rules, Optional.of("balance"))),
                    MergeRules.whole(policy)));
            bridge.send("b", KEY, snapshot("b", 9, row("young", 2_000)));
            bridge.restart();
            bridge.send("a", KEY, snapshot("a", 5, row("old", 1_999)));

            assertThat(bridge.name(bridge.readResolved())).isEqualTo("young");
            assertThat(bridge.read(TOPICS.conflicts())).hasSize(1);

            bridge.send("b", KEY, snapshot("b", 12, client("nobody knows", null)));

            assertThat(bridge.name(bridge.readResolved())).isEqualTo("old");

            bridge.send("a", KEY, change("a", 13, row("old", 1_999), row("written", 1)));

            assertThat(bridge.name(bridge.readResolved())).isEqualTo("written");
            bridge.close();
        }
        started = null;
    }

    @Test
    void keyThatWasMergedWholeGoesOnByField() {
        TestBridge bridge = start(Merges.all(WholeRecord.LAST_WRITER_WINS));
        shared(bridge, "Ada", 100);
        bridge.restart(fields(Map.of("balance", FieldPolicy.COUNTER), Deletions.LWW));
        bridge.send("a", KEY, change("a", 10, row("Ada", 100), row("Eve", 70)));
        bridge.send("b", KEY, change("b", 11, row("Ada", 100), row("Ada", 50)));

        assertThat(bridge.customers.read(bridge.readResolved().value())).isEqualTo(row("Eve", 20));
    }

    private TestBridge start(Merges merges) {
        TestBridge bridge =
                new TestBridge(folder, DriftPolicy.CLAMP, new TreeSet<>(Set.of("a", "b")), new FakeRegistry(), merges);
        started = bridge;
        return bridge;
    }

    private static Merges fields(Map<String, FieldPolicy> policies, Deletions deletions) {
        return new Merges(
                Map.of(
                        "customer",
                        new MergeRules(
                                new WholeRecord("lww", Precedence.LAST_WRITER, deletions),
                                Optional.of(new FieldRules(policies, FieldPolicy.LWW, Precedence.LAST_WRITER)))),
                MergeRules.whole(WholeRecord.LAST_WRITER_WINS));
    }

    /** Node a inserts the row, and b's sink applies it. */
    private void shared(TestBridge bridge, String name, long balance) {
        bridge.send("a", KEY, change("a", 5, null, row(name, balance)));
        String seen = "a=" + Customers.position(5);
        bridge.applied("b", 2, seen, Customers.print(row(name, balance)));
    }

    private GenericRecord conflict(TestBridge bridge) {
        List<TestRecord<byte[], byte[]>> conflicts = bridge.read(TOPICS.conflicts());
        assertThat(conflicts).hasSize(1);
        return bridge.customers.read(conflicts.get(0).value());
    }

    private static GenericRecord row(String name, long balance) {
        return new GenericRecordBuilder(Customers.IMAGE)
                .set("id", 1L)
                .set("name", name)
                .set("balance", balance)
                .build();
    }

    private static GenericRecord client(String name, @Nullable String segment) {
        return new GenericRecordBuilder(CRM)
                .set("id", 1L)
                .set("name", name)
                .set("segment", segment)
                .build();
    }

    private byte[] change(String node, long position, @Nullable GenericRecord before, @Nullable GenericRecord after) {
        String op = after == null ? "d" : before == null ? "c" : "u";
        return captured(node, position, op, before, after);
    }

    private byte[] snapshot(String node, long position, GenericRecord row) {
        return captured(node, position, "r", null, row);
    }

    private byte[] captured(
            String node, long position, String op, @Nullable GenericRecord before, @Nullable GenericRecord after) {
        TestBridge bridge = Objects.requireNonNull(started);
        GenericRecord row = after == null ? before : after;
        Schema schema = row == null || row.getSchema().equals(Customers.IMAGE)
                ? Customers.CHANGE
                : EntitySchemas.changeEvent(row.getSchema());
        GenericRecord change = new GenericData.Record(schema);
        GenericRecord model = bridge.customers.changeRecord(node, position, NOW, null);
        schema.getFields().forEach(field -> change.put(field.name(), model.get(field.name())));
        change.put("op", op);
        change.put("commit_micros", (NOW + position) * 1000);
        change.put("before", before);
        change.put("after", after);
        return bridge.customers.framed(change, schema);
    }
}
