package io.evobridge.resolver.topology;

import static io.evobridge.resolver.topology.TestBridge.KEY;
import static io.evobridge.resolver.topology.TestBridge.NOW;
import static io.evobridge.resolver.topology.TestBridge.TOPICS;
import static io.evobridge.resolver.topology.TestBridge.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.Headers;
import io.evobridge.contract.RowFingerprint;
import io.evobridge.resolver.Customers;
import io.evobridge.resolver.core.causality.DriftPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The resolver's part in keeping two writable nodes together, as {@code docs/active-active.md} says it. */
class ActiveActiveTest {

    @TempDir
    Path folder;

    private TestBridge bridge;

    @BeforeEach
    void start() {
        bridge = new TestBridge(folder, DriftPolicy.CLAMP, new TreeSet<>(Set.of("a", "b")));
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void aResolvedRecordTellsWhatItContainsWhoHoldsItAndHowTheOthersLook() {
        bridge.write("a", 5, NOW, "Ada");

        assertThat(headers(bridge.readResolved()))
                .containsEntry(Headers.SEEN, "a=" + Customers.position(5))
                .containsEntry(Headers.HOLDS, "a")
                .containsEntry(Headers.KNOWN_PREFIX + "b", RowFingerprint.text(RowFingerprint.ABSENT))
                .doesNotContainKey(Headers.KNOWN_PREFIX + "a");
    }

    @Test
    void aOneWayBridgeCarriesNothingOfThat() {
        try (TestBridge oneWay = new TestBridge(folder.resolve("one-way"), DriftPolicy.CLAMP)) {
            oneWay.write("a", 5, NOW, "Ada");

            assertThat(headers(oneWay.readResolved()))
                    .doesNotContainKeys(Headers.SEEN, Headers.HOLDS, Headers.KNOWN_PREFIX + "b");
        }
    }

    @Test
    void aWriteThatHadSeenTheStateReplacesIt() {
        String seen = writtenByA(5, "Ada");
        bridge.applied("b", 2, seen, print("Ada"));
        bridge.write("b", 3, NOW - 500, "Eve");

        TestRecord<byte[], byte[]> resolved = bridge.readResolved();
        assertThat(bridge.name(resolved)).isEqualTo("Eve");
        assertThat(headers(resolved))
                .containsEntry(Headers.SEEN, "a=" + Customers.position(5) + ",b=" + Customers.position(3))
                .containsEntry(Headers.HOLDS, "b")
                .containsEntry(Headers.KNOWN_PREFIX + "a", RowFingerprint.text(print("Ada")));
        assertThat(bridge.read(TOPICS.conflicts())).isEmpty();
    }

    @Test
    void aWriteThatHadNotSeenTheStateStandsBesideIt() {
        writtenByA(5, "Ada");
        bridge.write("b", 3, NOW - 500, "Eve");

        TestRecord<byte[], byte[]> resolved = bridge.readResolved();
        assertThat(bridge.name(resolved)).isEqualTo("Ada");
        assertThat(headers(resolved))
                .doesNotContainKey(Headers.HOLDS)
                .containsEntry(Headers.KNOWN_PREFIX + "a", RowFingerprint.text(print("Ada")))
                .containsEntry(Headers.KNOWN_PREFIX + "b", RowFingerprint.text(print("Eve")));
        assertThat(bridge.read(TOPICS.conflicts())).hasSize(1);
    }

    @Test
    void whatASinkWroteIsAnEchoByItsTransactionEvenWithAnotherValue() {
        String seen = writtenByA(5, "Ada");
        bridge.applied("b", 2, seen, print("Ada"));
        bridge.writeIn("sink-2", "b", 3, "ADA");

        assertThat(bridge.log("b").next()).isEqualTo(2);
        assertThat(bridge.read(TOPICS.resolved("customer"))).isEmpty();
        assertThat(bridge.read(TOPICS.changes())).hasSize(1);
        assertThat(bridge.count("echoes", "node", "b")).isEqualTo(1);
    }

    @Test
    void theSameValueInAnotherTransactionIsAWrite() {
        String seen = writtenByA(5, "Ada");
        bridge.applied("b", 2, seen, print("Ada"));
        bridge.writeIn("local", "b", 3, "Ada");

        assertThat(headers(bridge.readResolved())).containsEntry(Headers.ORIGIN, "b");
    }

    @Test
    void anEchoIsRecognisedAfterARestartBetweenMarkerAndRow() {
        String seen = writtenByA(5, "Ada");
        bridge.applied("b", 2, seen, print("Ada"));
        bridge.restart();
        bridge.writeIn("sink-2", "b", 3, "Ada");

        assertThat(bridge.read(TOPICS.resolved("customer"))).isEmpty();
    }

    @Test
    void anEchoIsRecognisedWhereTheLogIsReadAgainFromBetweenMarkerAndRow() {
        String seen = writtenByA(5, "Ada");
        bridge.applied("b", 2, seen, print("Ada"));
        bridge.writeIn("sink-2", "b", 3, "Ada");
        bridge.applied("b", 4, seen, print("Ada"));
        bridge.writeIn("sink-4", "b", 5, "Ada");
        bridge.restart();

        bridge.writeIn("sink-2", "b", 3, "Ada");
        bridge.applied("b", 4, seen, print("Ada"));
        bridge.writeIn("sink-4", "b", 5, "Ada");

        assertThat(bridge.read(TOPICS.resolved("customer"))).isEmpty();
        assertThat(bridge.read(TOPICS.changes())).isEmpty();
    }

    @Test
    void aRefusalIsAnsweredWithThePresentStateAndTheRowThatWasFound() {
        writtenByA(5, "Ada");
        bridge.refused("b", 2, print("Eve"));

        TestRecord<byte[], byte[]> resolved = bridge.readResolved();
        assertThat(bridge.name(resolved)).isEqualTo("Ada");
        assertThat(headers(resolved))
                .containsEntry(Headers.HOLDS, "a")
                .containsEntry(Headers.KNOWN_PREFIX + "b", RowFingerprint.text(print("Eve")));
        assertThat(bridge.count("resends", "node", "b")).isEqualTo(1);
    }

    @Test
    void aRefusalClaimsNothingAsSeen() {
        writtenByA(5, "Ada");
        bridge.refused("b", 2, print("Eve"));
        bridge.write("b", 3, NOW, "Eve");

        assertThat(bridge.read(TOPICS.conflicts())).hasSize(1);
    }

    @Test
    void aRefusalIsAnsweredAgainWhenItIsReadAgain() {
        writtenByA(5, "Ada");
        bridge.refused("b", 2, print("Eve"));
        byte[] first = bridge.readResolved().value();
        bridge.restart();
        bridge.refused("b", 2, print("Eve"));

        assertThat(bridge.readResolved().value()).isEqualTo(first);
    }

    @Test
    void aRowThatIsOlderThanWhatTheNodeHadBeenShownIsSentTheState() {
        String old = writtenByA(5, "Ada");
        String young = writtenByA(6, "Eve");
        bridge.applied("b", 2, young, print("Eve"));
        bridge.applied("b", 4, old, print("Ada"));

        TestRecord<byte[], byte[]> resolved = bridge.readResolved();
        assertThat(bridge.name(resolved)).isEqualTo("Eve");
        assertThat(headers(resolved))
                .containsEntry(Headers.HOLDS, "a")
                .containsEntry(Headers.KNOWN_PREFIX + "b", RowFingerprint.text(print("Ada")));
    }

    @Test
    void aKeyThatIsRefusedAgainAndAgainIsParkedUntilSomebodyWritesIt() {
        writtenByA(5, "Ada");
        for (int i = 1; i <= 6; i++) {
            bridge.refused("b", i, print("odd " + i));
        }

        assertThat(bridge.read(TOPICS.resolved("customer"))).hasSize(TestBridge.FUSE);
        List<TestRecord<byte[], byte[]>> quarantined = bridge.read(TOPICS.quarantine());
        assertThat(quarantined).hasSize(1);
        assertThat(quarantined.get(0).key()).isEqualTo(KEY);
        assertThat(headers(quarantined.get(0)).get(Headers.REASON))
                .contains("refused 4 times in a row by b", RowFingerprint.text(print("odd 4")), "a@");
        assertThat(bridge.count("parked", "node", "b")).isEqualTo(1);

        writtenByA(7, "Eve");
        bridge.refused("b", 8, print("odd 8"));
        assertThat(bridge.name(bridge.readResolved())).isEqualTo("Eve");
    }

    @Test
    void evidenceThatCannotBeReadIsQuarantinedButItsTransactionIsKnown() {
        writtenByA(5, "Ada");
        bridge.send("b", null, bridge.customers.marker("b", 2, "sink-2", new byte[] {1, 2, 3}));
        bridge.writeIn("sink-2", "b", 3, "Ada");

        assertThat(headers(bridge.read(TOPICS.quarantine()).get(0)).get(Headers.REASON))
                .contains("the evidence of a marker cannot be read");
        assertThat(bridge.read(TOPICS.resolved("customer"))).isEmpty();
    }

    @Test
    void databasesThatHoldTheSameRowWhenTheyAreJoinedAgree() {
        bridge.snapshot("a", 5, "Ada");
        bridge.snapshot("b", 3, "Ada");

        assertThat(bridge.read(TOPICS.conflicts())).isEmpty();
        assertThat(headers(bridge.readResolved()).get(Headers.SEEN)).contains("a=", "b=");
        assertThat(bridge.count("merged", "entity", "customer", "outcome", "agreed"))
                .isEqualTo(1);
    }

    @Test
    void databasesThatDifferWhenTheyAreJoinedAreAConflict() {
        bridge.snapshot("a", 5, "Ada");
        bridge.snapshot("b", 3, "Eve");

        assertThat(bridge.read(TOPICS.conflicts())).hasSize(1);
    }

    @Test
    void aRowThatASecondSnapshotShowsUnchangedIsNoWrite() {
        String seen = writtenByA(5, "Ada");
        bridge.applied("b", 2, seen, print("Ada"));
        bridge.snapshot("b", 9, "Ada");
        assertThat(bridge.read(TOPICS.resolved("customer"))).isEmpty();

        bridge.snapshot("b", 10, "Eve");
        assertThat(bridge.name(bridge.readResolved())).isEqualTo("Eve");
        assertThat(bridge.read(TOPICS.conflicts())).isEmpty();
    }

    /** Header eb-seen of the state afterwards. */
    private String writtenByA(long position, String name) {
        bridge.write("a", position, NOW, name);
        Map<String, String> headers = headers(bridge.readResolved());
        return headers.getOrDefault(Headers.SEEN, "");
    }

    private long print(String name) {
        GenericRecord image = bridge.customers.image(1, name);
        return Customers.print(image);
    }
}
