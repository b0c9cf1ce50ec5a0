package io.evobridge.sink.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.servers.Redis;
import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.WorkerStandIn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A cluster of two masters, each with half of the slots. */
class RedisClusterIT {

    private static final String LAST_SLOT = "16383";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    private final ResolvedTopic sessions = new ResolvedTopic("session");

    @Test
    @DisplayName("states land on their slots beside their fences, also when a slot moves while the task runs")
    void statesFollowTheirSlots() {
        try (Redis one = start("one");
                Redis two = start("two");
                JedisPooled first = RedisFixture.client(one);
                JedisPooled second = RedisFixture.client(two)) {
            // Given
            form(first, second, two);
            WorkerStandIn worker = new WorkerStandIn(
                    RedisSinkTask::new,
                    RedisFixture.properties(one.uri() + "," + two.uri(), "connection.mode", "cluster"));
            for (long id = 0; id < 100; id++) {
                worker.append(sessions.upsert(id, "name", id));
            }

            // When
            worker.start().drain();

            // Then
            for (long id = 0; id < 100; id++) {
                assertThat(read(one, id)).isEqualTo(Long.toString(id));
            }

            // When
            move(JedisClusterCRC16.getSlot("session:7"), one, first, two, second);
            for (long id = 0; id < 100; id++) {
                worker.append(sessions.upsert(id, "name", id + 1_000));
            }
            await().atMost(PATIENCE).until(() -> worker.poll() && worker.isDrained());

            // Then
            for (long id = 0; id < 100; id++) {
                assertThat(read(one, id)).isEqualTo(Long.toString(id + 1_000));
            }
            assertThat(worker.deadLetters()).isEmpty();
            worker.close();
        }
    }

    @Test
    @DisplayName("a key whose fence would be in another slot is poison, its neighbours are written")
    void keyBeyondTheSlots() {
        try (Redis one = start("single");
                JedisPooled first = RedisFixture.client(one)) {
            // Given
            first.sendCommand(Command.CLUSTER, "ADDSLOTSRANGE", "0", LAST_SLOT);
            await().atMost(PATIENCE).until(() -> info(first).contains("cluster_state:ok"));
            WorkerStandIn worker = new WorkerStandIn(
                    RedisSinkTask::new,
                    RedisFixture.properties(one.uri(), "connection.mode", "cluster", "key.pattern", "a}}{key}"));
            worker.append(sessions.upsert(1, "Ada", 1L));

            // When
            worker.start().drain();

            // Then
            assertThat(worker.deadLetterReasons()).singleElement().asString().contains("hash tag");
            worker.close();
        }
    }

    private Redis start(String name) {
        return Redis.start(home.resolve(name), "--cluster-enabled", "yes");
    }

    private static void form(JedisPooled first, JedisPooled second, Redis two) {
        first.sendCommand(Command.CLUSTER, "ADDSLOTSRANGE", "0", "8191");
        second.sendCommand(Command.CLUSTER, "ADDSLOTSRANGE", "8192", LAST_SLOT);
        first.sendCommand(Command.CLUSTER, "MEET", two.host(), Integer.toString(two.port()));
        await().atMost(PATIENCE).until(() -> isFormed(first) && isFormed(second));
    }

    private static boolean isFormed(JedisPooled node) {
        return info(node).contains("cluster_state:ok") && info(node).contains("cluster_known_nodes:2");
    }

    private static String info(JedisPooled node) {
        return text(node.sendCommand(Command.CLUSTER, "INFO"));
    }

    private static String text(Object answer) {
        return new String((byte[]) answer, StandardCharsets.UTF_8);
    }

    /** Read through a client that follows the slots, the fence too. */
    private static @Nullable String read(Redis seed, long id) {
        try (JedisCluster cluster = new JedisCluster(Set.of(new HostAndPort(seed.host(), seed.port())))) {
            assertThat(cluster.exists("eb-fence{session:" + id + "}")).isTrue();
            return cluster.hget("session:" + id, "amount");
        }
    }

    /** The steps of the Redis Cluster specification, with all keys of the slot. */
    private static void move(int slot, Redis one, JedisPooled first, Redis two, JedisPooled second) {
        boolean fromFirst = slot <= 8_191;
        JedisPooled source = fromFirst ? first : second;
        JedisPooled target = fromFirst ? second : first;
        Redis targetServer = fromFirst ? two : one;
        String number = Integer.toString(slot);
        String sourceId = text(source.sendCommand(Command.CLUSTER, "MYID"));
        String targetId = text(target.sendCommand(Command.CLUSTER, "MYID"));
        target.sendCommand(Command.CLUSTER, "SETSLOT", number, "IMPORTING", sourceId);
        source.sendCommand(Command.CLUSTER, "SETSLOT", number, "MIGRATING", targetId);
        List<String> migrate = new ArrayList<>(
                List.of(targetServer.host(), Integer.toString(targetServer.port()), "", "0", "5000", "KEYS"));
        for (Object key : (List<?>) source.sendCommand(Command.CLUSTER, "GETKEYSINSLOT", number, "100")) {
            migrate.add(text(key));
        }
        source.sendCommand(Command.MIGRATE, migrate.toArray(String[]::new));
        target.sendCommand(Command.CLUSTER, "SETSLOT", number, "NODE", targetId);
        source.sendCommand(Command.CLUSTER, "SETSLOT", number, "NODE", targetId);
    }
}
