package io.evobridge.resolver.topology;

import static io.evobridge.resolver.topology.TestBridge.NOW;
import static io.evobridge.resolver.topology.TestBridge.TOPICS;
import static io.evobridge.resolver.topology.TestBridge.headers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.Headers;
import io.evobridge.contract.RequestId;
import io.evobridge.contract.SeenText;
import io.evobridge.resolver.core.causality.DriftPolicy;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.wire.ApiWrite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes through the API: a node whose captured topic is its log. */
class ApiWritesTest {

    @TempDir
    Path folder;

    private TestBridge bridge;

    @BeforeEach
    void start() {
        bridge = new TestBridge(folder, DriftPolicy.CLAMP, new TreeSet<>(List.of("a", "b")));
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void theTopicGivesAWriteItsPosition() {
        bridge.api(blind("one"), "Ada");
        bridge.api(blind("two"), "Eve");

        TestRecord<byte[], byte[]> resolved = bridge.readResolved();
        assertThat(bridge.name(resolved)).isEqualTo("Eve");
        assertThat(headers(resolved))
                .containsEntry(Headers.ORIGIN, "api")
                .containsEntry(Headers.SEEN, "api=0000000000000002-0000000000000000");
        assertThat(bridge.outcomes).containsExactly("TAKEN 1", "TAKEN 2");
    }

    @Test
    void withoutAContextAWriteHasSeenTheApisOwnEarlierWritesOnly() {
        bridge.write("a", 5, NOW - 10, "Ada");
        bridge.api(blind("one"), "Eve");
        bridge.api(blind("two"), "Joe");

        assertThat(bridge.read(TOPICS.conflicts())).hasSize(2);
        assertThat(bridge.name(bridge.readResolved())).isEqualTo("Joe");
    }

    @Test
    void aWriteReplacesWhatItsContextCovers() {
        bridge.write("a", 5, NOW, "Ada");
        bridge.write("b", 7, NOW, "Bob");
        String both = Objects.requireNonNull(headers(bridge.readResolved()).get(Headers.SEEN));
        bridge.read(TOPICS.conflicts());

        bridge.api(seen("one", both), "Eve");

        assertThat(bridge.read(TOPICS.conflicts())).isEmpty();
        assertThat(bridge.name(bridge.readResolved())).isEqualTo("Eve");
    }

    @Test
    void whatAnotherNodesHeadersSayIsNotBelieved() {
        bridge.write("a", 5, NOW, "Ada");
        String seen = Objects.requireNonNull(headers(bridge.readResolved()).get(Headers.SEEN));

        bridge.api(seen("one", seen), "Eve", "b", NOW);

        assertThat(bridge.read(TOPICS.conflicts())).hasSize(1);
        assertThat(bridge.outcomes).isEmpty();
    }

    @Test
    void aRepeatedRequestWritesNothing() {
        bridge.api(blind("one"), "Ada");
        bridge.api(blind("two"), "Eve");
        bridge.read(TOPICS.resolved("customer"));

        bridge.api(blind("one"), "Ada");

        assertThat(bridge.read(TOPICS.resolved("customer"))).isEmpty();
        assertThat(bridge.outcomes).last().isEqualTo("REPEATED 1");
        assertThat(bridge.count("api.writes.dropped", "why", "repeated")).isEqualTo(1);
    }

    @Test
    void aRequestIsRememberedAcrossARestart() {
        bridge.api(blind("one"), "Ada");
        Map<String, String> stored = bridge.stored();
        bridge.restart();
        assertThat(bridge.stored()).isEqualTo(stored);

        // The test driver's topic begins anew: a record of another request stands where the first one stood.
        bridge.api(blind("two"), "Eve");
        bridge.api(blind("one"), "Ada");

        assertThat(bridge.outcomes).endsWith("REPEATED 1");
    }

    @Test
    void aRequestIsForgottenAfterItsTimeAndNothingIsLeftOfIt() {
        bridge.api(blind("one"), "Ada");
        bridge.api(blind("two"), "Eve", "api", NOW + TestBridge.REMEMBERED_MILLIS + 1);
        assertThat(requests()).isEqualTo(1);

        bridge.api(blind("one"), "Ada", "api", NOW + TestBridge.REMEMBERED_MILLIS + 2);

        assertThat(bridge.outcomes).last().isEqualTo("TAKEN 3");
    }

    @Test
    void soManyRequestsAreRememberedAndNoMore() {
        for (int i = 0; i < 50; i++) {
            bridge.api(blind("request-" + i), "Ada" + i);
        }

        assertThat(requests()).isEqualTo(TestBridge.REMEMBERED + 1);
    }

    @Test
    void aConditionHoldsUnlessTheApiWroteTheKeyUnseen() {
        bridge.write("a", 5, NOW, "Ada");
        String seen = Objects.requireNonNull(headers(bridge.readResolved()).get(Headers.SEEN));
        bridge.api(ifSeen("one", seen), "Eve");
        bridge.api(ifSeen("two", seen), "Joe");

        assertThat(bridge.name(bridge.readResolved())).isEqualTo("Eve");
        assertThat(bridge.outcomes).containsExactly("TAKEN 1", "UNSEEN 2");
        assertThat(bridge.count("api.writes.dropped", "why", "unseen")).isEqualTo(1);
    }

    @Test
    void aWriteOfAnotherNodeInBetweenIsConcurrentAndRecorded() {
        bridge.write("a", 5, NOW, "Ada");
        String seen = Objects.requireNonNull(headers(bridge.readResolved()).get(Headers.SEEN));
        bridge.write("a", 6, NOW, "Bob");

        bridge.api(ifSeen("one", seen), "Eve");

        assertThat(bridge.read(TOPICS.conflicts())).hasSize(1);
        assertThat(bridge.outcomes).containsExactly("TAKEN 1");
    }

    @Test
    void anythingElseInItsTopicIsQuarantined() {
        bridge.send("api", null, bridge.customers.marker("api", 4, NOW, 0));
        bridge.send("api", TestBridge.KEY, bridge.customers.change("api", 0, NOW, bridge.customers.image(1, "Ada")));
        bridge.send(
                "api",
                "\0clock/a".getBytes(UTF_8),
                bridge.customers.change("api", 0, NOW, bridge.customers.image(1, "Ada")));

        assertThat(bridge.read(TOPICS.quarantine())).hasSize(3);
        assertThat(bridge.read(TOPICS.resolved("customer"))).isEmpty();
    }

    @Test
    void aWriteThatCannotBeAcceptedIsTold() {
        try (TestBridge strict = new TestBridge(folder.resolve("strict"), DriftPolicy.QUARANTINE)) {
            strict.api(blind("one"), "Ada", "api", NOW - 60_000);

            assertThat(strict.outcomes).containsExactly("QUARANTINED 1");
        }
    }

    private long requests() {
        return bridge.stored().keySet().stream()
                .filter(key -> key.startsWith("\0request/"))
                .count();
    }

    private static ApiWrite blind(String request) {
        return new ApiWrite(RequestId.of("customer/1", request, "x"), VersionVector.EMPTY, false);
    }

    private static ApiWrite seen(String request, String seen) {
        return new ApiWrite(RequestId.of("customer/1", request, "x"), VersionVector.of(SeenText.parse(seen)), false);
    }

    private static ApiWrite ifSeen(String request, String seen) {
        return new ApiWrite(RequestId.of("customer/1", request, "x"), VersionVector.of(SeenText.parse(seen)), true);
    }
}
