package io.evobridge.resolver.topology;

import static io.evobridge.resolver.topology.TestBridge.NOW;
import static io.evobridge.resolver.topology.TestBridge.TOPICS;
import static io.evobridge.resolver.topology.TestBridge.headers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.Headers;
import io.evobridge.resolver.Customers;
import io.evobridge.resolver.FakeRegistry;
import io.evobridge.resolver.Seeds;
import io.evobridge.resolver.core.causality.DriftPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The logs of two writable nodes with local writes, applied and refused states and echoes, read by a resolver that dies
 * anywhere: its store is what reached the changelog, and it reads again from anywhere before.
 */
class ReplayTest {

    private static final int RUNS = 12;

    @TempDir
    Path folder;

    static java.util.stream.LongStream seeds() {
        return Seeds.all().limit(RUNS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCrashAndAReplayEndInTheSameStore(long seed) {
        Random random = Seeds.random(seed);
        FakeRegistry registry = new FakeRegistry();
        List<Read> log = new ArrayList<>();
        Map<String, String> undisturbed;
        try (TestBridge bridge = bridge("undisturbed", registry)) {
            World world = new World(bridge, random, log);
            for (int i = 0; i < 60; i++) {
                world.step();
            }
            undisturbed = bridge.stored();
        }

        try (TestBridge bridge = bridge("crashing", registry)) {
            List<TestRecord<byte[], byte[]>> changelog = new ArrayList<>();
            List<Integer> written = new ArrayList<>();
            int crashes = 3;
            for (int at = 0; at < log.size(); at++) {
                if (crashes > 0 && at > 0 && random.nextInt(15) == 0) {
                    int again = random.nextInt(at);
                    // What was written before the place of the committed offsets is safe; of the rest, a prefix.
                    int safe = written.get(again);
                    changelog =
                            new ArrayList<>(changelog.subList(0, safe + random.nextInt(changelog.size() - safe + 1)));
                    bridge.restart(changelog);
                    written = new ArrayList<>(written.subList(0, again));
                    at = again;
                    crashes--;
                }
                // A replay writes again what the store holds already, so its place in the changelog only grows.
                written.add(changelog.size());
                log.get(at).to(bridge);
                changelog.addAll(bridge.read("test-resolver-state-changelog"));
            }

            assertThat(bridge.stored()).as("-Dseed=" + seed).isEqualTo(undisturbed);
        }
    }

    private TestBridge bridge(String name, FakeRegistry registry) {
        return new TestBridge(folder.resolve(name), DriftPolicy.CLAMP, new TreeSet<>(Set.of("a", "b")), registry);
    }

    private record Read(String node, @Nullable String key, Bytes value) {

        void to(TestBridge bridge) {
            bridge.send(node, key == null ? null : key.getBytes(UTF_8), value.get());
        }
    }

    /** Makes the logs while an undisturbed resolver reads them: what a sink applies must have been sent before. */
    private static final class World {
        private final TestBridge bridge;
        private final Random random;
        private final List<Read> log;
        private final Map<String, List<String>> sent = new HashMap<>();
        private long position;

        World(TestBridge bridge, Random random, List<Read> log) {
            this.bridge = bridge;
            this.random = random;
            this.log = log;
        }

        void step() {
            String node = random.nextBoolean() ? "a" : "b";
            String key = "customer/" + random.nextInt(3);
            List<String> states = sent.getOrDefault(key, List.of());
            int kind = states.isEmpty() ? 0 : random.nextInt(3);
            long at = ++position;
            String text = Long.toString(at);
            if (kind == 0) {
                read(node, key, row(node, at, "local-" + at, random.nextInt(5) == 0 ? null : text));
            } else if (kind == 1) {
                String seen = states.get(states.size() - 1 - random.nextInt(Math.min(2, states.size())));
                long print = Customers.print(bridge.customers.image(1, text));
                read(node, null, bridge.customers.marker(node, at, "sink-" + at, Customers.applied(key, seen, print)));
                read(node, key, row(node, ++position, "sink-" + at, text));
            } else {
                read(node, null, bridge.customers.marker(node, at, "sink-" + at, Customers.refused(key, at)));
            }
        }

        private byte[] row(String node, long at, String transaction, @Nullable String name) {
            GenericRecord change = bridge.customers.changeRecord(
                    node,
                    at,
                    NOW + (transaction.startsWith("local") ? random.nextInt(100) : 0),
                    name == null ? null : bridge.customers.image(1, name));
            change.put("transaction", transaction);
            return bridge.customers.framed(change, Customers.CHANGE);
        }

        private void read(String node, @Nullable String key, byte[] value) {
            Read read = new Read(node, key, Bytes.wrap(value));
            log.add(read);
            read.to(bridge);
            for (TestRecord<byte[], byte[]> record : bridge.read(TOPICS.resolved("customer"))) {
                String seen = headers(record).getOrDefault(Headers.SEEN, "");
                sent.computeIfAbsent(new String(record.key(), UTF_8), name -> new ArrayList<>())
                        .add(seen);
            }
        }
    }
}
