package io.evobridge.sink.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.servers.Redis;
import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.WorkerStandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.JedisPooled;

/** Prints what the fence and the task cost against bare pipelined HSETs; asserts nothing about time. */
class ThroughputIT {

    private static final int ROWS = Integer.getInteger("rows", 10_000);
    private static final int BATCH = 2_000;

    @TempDir
    private Path home;

    @Test
    @DisplayName("rows per second, bare and ours")
    void rowsPerSecond() {
        try (Redis server = Redis.start(home);
                JedisPooled redis = RedisFixture.client(server)) {
            for (int round = 0; round < 2; round++) {
                redis.flushAll();
                long bare = bare(redis);
                long fenced = fenced(server);
                long ours = ours(server);
                System.out.printf(
                        "redis sink, %d rows, round %d: bare pipelined HSET %d rows/s, fenced calls %d, whole task %d%n",
                        ROWS, round + 1, bare, fenced, ours);
            }
            assertThat(redis.hget("session:" + (ROWS - 1), "name")).isEqualTo("name");
        }
    }

    private static long bare(JedisPooled redis) {
        long start = System.nanoTime();
        for (int from = 0; from < ROWS; from += BATCH) {
            try (AbstractPipeline pipeline = redis.pipelined()) {
                for (int id = from; id < Math.min(ROWS, from + BATCH); id++) {
                    String number = Integer.toString(id);
                    pipeline.hset("bare:" + id, Map.of("id", number, "name", "name", "amount", number));
                }
                pipeline.sync();
            }
        }
        return rate(start);
    }

    private static long fenced(Redis server) {
        try (FencedPipeline pipeline = RedisFixture.pipeline(server)) {
            long start = System.nanoTime();
            for (int from = 0; from < ROWS; from += BATCH) {
                List<FencedCall> calls = new ArrayList<>(BATCH);
                for (int id = from; id < Math.min(ROWS, from + BATCH); id++) {
                    String number = Integer.toString(id);
                    List<String> fields = List.of("id", number, "name", "name", "amount", number);
                    calls.add(FencedCall.putHash(
                            "fenced:" + id, "000000000000000a", Expiry.KEEP, 1_000, fields, List.of()));
                }
                pipeline.apply(calls);
            }
            return rate(start);
        }
    }

    private static long ours(Redis server) {
        try (WorkerStandIn worker = new WorkerStandIn(RedisSinkTask::new, RedisFixture.properties(server.uri()))) {
            ResolvedTopic sessions = new ResolvedTopic("session");
            for (long id = 0; id < ROWS; id++) {
                worker.append(sessions.upsert(id, "name", id));
            }
            worker.maxPollRecords(BATCH).start();
            long start = System.nanoTime();
            worker.drain();
            return rate(start);
        }
    }

    private static long rate(long start) {
        return ROWS * 1_000_000_000L / (System.nanoTime() - start);
    }
}
