package io.evobridge.sink.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.servers.Redis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPooled;

/** The law of the fence: whatever order histories arrive in and however often, each key ends in its last state. */
class FenceConvergenceIT {

    private static final int SEEDS = Integer.getInteger("seeds", 60);
    private static final long FIRST_SEED = Long.getLong("seed", 1L);
    private static final long MARKER_MILLIS = 600_000;

    @TempDir
    private Path home;

    /** One state of a key; no fields for a deletion. */
    private record State(String key, long version, Map<String, String> fields) {

        FencedCall call() {
            String text = HexFormat.of().toHexDigits(version);
            if (fields.isEmpty()) {
                return FencedCall.delete(key, text, Form.HASH, MARKER_MILLIS);
            }
            List<String> removed = new ArrayList<>(List.of("a", "b", "c"));
            removed.removeAll(fields.keySet());
            return FencedCall.putHash(key, text, Expiry.KEEP, MARKER_MILLIS, RedisFixture.pairs(fields), removed);
        }
    }

    @Test
    @DisplayName("random interleavings and replays of histories end in the last state of every key")
    void everyDeliveryConverges() {
        try (Redis server = Redis.start(home);
                JedisPooled redis = RedisFixture.client(server);
                FencedPipeline one = RedisFixture.pipeline(server);
                FencedPipeline other = RedisFixture.pipeline(server)) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
                // Given
                redis.flushAll();
                Map<String, List<State>> histories = histories(new Random(seed));

                // When
                deliver(new Random(~seed), histories, one, other);

                // Then
                for (Map.Entry<String, List<State>> entry : histories.entrySet()) {
                    List<State> history = entry.getValue();
                    assertThat(redis.hgetAll(entry.getKey()))
                            .as("key %s, replay with -Dseed=%d -Dseeds=1", entry.getKey(), seed)
                            .isEqualTo(history.get(history.size() - 1).fields());
                }
            }
        }
    }

    /** Versions grow by chance, from the whole unsigned range, where doubles and signed numbers would go wrong. */
    private static Map<String, List<State>> histories(Random random) {
        Map<String, List<State>> histories = new TreeMap<>();
        for (int k = random.nextInt(8); k >= 0; k--) {
            String key = "k:" + k;
            long version = random.nextLong() >>> random.nextInt(64);
            List<State> history = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                history.add(new State(key, version, fields(random, i)));
                version += 1 + random.nextInt(3);
            }
            histories.put(key, history);
        }
        return histories;
    }

    private static Map<String, String> fields(Random random, int number) {
        Map<String, String> fields = new TreeMap<>();
        for (String name : List.of("a", "b", "c")) {
            if (random.nextInt(3) != 0) {
                fields.put(name, name + number);
            }
        }
        return random.nextInt(4) == 0 ? Map.of() : fields;
    }

    /** Every state at least once, some again, in any order, in batches of any size, by two tasks in turn. */
    private static void deliver(
            Random random, Map<String, List<State>> histories, FencedPipeline one, FencedPipeline other) {
        List<FencedCall> calls = new ArrayList<>();
        for (List<State> history : histories.values()) {
            for (State state : history) {
                for (int times = random.nextInt(3); times >= 0; times--) {
                    calls.add(state.call());
                }
            }
        }
        Collections.shuffle(calls, random);
        for (int from = 0; from < calls.size(); ) {
            int to = Math.min(calls.size(), from + 1 + random.nextInt(20));
            (random.nextBoolean() ? one : other).apply(calls.subList(from, to));
            from = to;
        }
    }
}
