package io.evobridge.sink.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.servers.Redis;
import io.evobridge.sink.common.contract.AllTypes;
import io.evobridge.sink.common.contract.PlainTopic;
import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.WorkerStandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPooled;

/** Forms, keys and times to live: what the sink's own settings do on a real server. */
class RedisSinkIT {

    @TempDir
    private static Path home;

    private static Redis server;
    private static JedisPooled redis;

    private final ResolvedTopic sessions = new ResolvedTopic("session");
    private final List<WorkerStandIn> workers = new ArrayList<>();

    @BeforeAll
    static void startServer() {
        server = Redis.start(home);
        redis = RedisFixture.client(server);
    }

    @AfterAll
    static void stopServer() {
        redis.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        redis.flushAll();
    }

    @AfterEach
    void stopWorkers() {
        workers.forEach(WorkerStandIn::close);
    }

    private WorkerStandIn worker(String... settings) {
        WorkerStandIn worker = new WorkerStandIn(RedisSinkTask::new, RedisFixture.properties(server.uri(), settings));
        workers.add(worker);
        return worker;
    }

    @Test
    @DisplayName("form json keeps one object, with numbers, JSON columns and nested values as JSON")
    void json() {
        // Given
        WorkerStandIn worker = worker("form", "json");
        Struct all = AllTypes.struct("session", 1);
        worker.append(sessions.record(0, 1, all.schema(), all));

        // When
        worker.start().drain();

        // Then
        assertThat(worker.deadLetterReasons()).isEmpty();
        assertThat(redis.get("session:1"))
                .startsWith("{\"id\":1,\"f_boolean\":true,\"f_int32\":-2147483648,\"f_int64\":9223372036854775807,")
                .contains("\"f_bytes\":\"AAH/\"")
                .contains("\"f_unsigned\":18446744073709551615")
                .contains("\"f_json\":{\"a\":[1,null]}")
                .contains("\"f_timestamp\":\"2027-01-15T08:00:00.123456\"")
                .contains("\"f_array\":[\"a\",null]")
                .contains("\"f_struct\":{\"city\":\"Bern\",\"floor\":null}");
    }

    @Test
    @DisplayName("form json keeps nulls as null, and a deletion takes the object away")
    void jsonNullAndDeletion() {
        // Given
        WorkerStandIn worker = worker("form", "json", "primary.key.fields", "id", "key.pattern", "j:{id}");
        worker.append(sessions.upsert(1, null, 5L));
        worker.append(sessions.upsert(2, "Bob", null));
        worker.append(sessions.delete(2));

        // When
        worker.start().drain();

        // Then
        assertThat(redis.get("j:1")).isEqualTo("{\"id\":1,\"name\":null,\"amount\":5}");
        assertThat(redis.exists("j:2")).isFalse();
    }

    @Test
    @DisplayName("a value that the source left out stays in a hash, and makes the record poison in form json")
    void unavailableValue() {
        // Given
        PlainTopic plain = new PlainTopic("cart");
        WorkerStandIn hash = worker();
        WorkerStandIn json = worker("form", "json", "key.pattern", "j:{key}");
        for (WorkerStandIn worker : List.of(hash, json)) {
            worker.append(plain.upsert(1, "a long text", 5L));
            worker.append(plain.upsert(1, "__debezium_unavailable_value", 6L));
        }

        // When
        hash.start().drain();
        json.start().drain();

        // Then
        assertThat(redis.hgetAll("cart:1"))
                .containsOnly(Map.entry("id", "1"), Map.entry("name", "a long text"), Map.entry("amount", "6"));
        assertThat(json.deadLetterReasons()).singleElement().asString().contains("REPLICA IDENTITY FULL");
    }

    @Test
    @DisplayName("form string keeps the text of one column")
    void string() {
        // Given
        WorkerStandIn worker = worker("form", "string", "form.string.field", "name");
        worker.append(sessions.upsert(1, "Ada", 5L));
        worker.append(sessions.upsert(2, null, 5L));

        // When
        worker.start().drain();

        // Then
        assertThat(redis.get("session:1")).isEqualTo("Ada");
        assertThat(redis.get("session:2")).isEmpty();
    }

    @Test
    @DisplayName("a column that form string needs and a record lacks makes that record poison")
    void missingColumn() {
        // Given
        WorkerStandIn worker = worker("form", "string", "form.string.field", "token");
        worker.append(sessions.upsert(1, "Ada", 5L));

        // When
        worker.start().drain();

        // Then
        assertThat(worker.deadLetterReasons())
                .singleElement()
                .asString()
                .contains("the record has no field token, which form.string.field names");
    }

    @Test
    @DisplayName("a time to live starts anew with every write")
    void timeToLive() {
        // Given
        WorkerStandIn worker = worker("ttl.ms", "3600000");
        worker.append(sessions.upsert(1, "Ada", 5L));

        // When
        worker.start().drain();

        // Then
        assertThat(redis.pttl("session:1")).isBetween(3_000_000L, 3_600_000L);
    }

    @Test
    @DisplayName("a column gives the time to live in seconds, null falls back, nonsense is poison")
    void timeToLiveFromColumn() {
        // Given
        WorkerStandIn worker = worker("ttl.field", "amount", "ttl.ms", "3600000");
        worker.append(sessions.upsert(1, "Ada", 60L));
        worker.append(sessions.upsert(2, "Bob", null));
        worker.append(sessions.upsert(3, "Cid", -1L));

        // When
        worker.start().drain();

        // Then
        assertThat(redis.pttl("session:1")).isBetween(1L, 60_000L);
        assertThat(redis.pttl("session:2")).isBetween(3_000_000L, 3_600_000L);
        assertThat(redis.exists("session:3")).isFalse();
        assertThat(worker.deadLetterReasons())
                .singleElement()
                .asString()
                .contains("ttl.field amount is seconds in 1…2147483647");
    }

    @Test
    @DisplayName("a timestamp column gives the moment when the key goes")
    void timeToLiveFromTimestamp() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field(
                        "expires_at",
                        SchemaBuilder.string()
                                .name("io.debezium.time.ZonedTimestamp")
                                .optional()
                                .build())
                .build();
        WorkerStandIn worker = worker("ttl.field", "expires_at");
        worker.append(sessions.record(
                0, 1, schema, new Struct(schema).put("id", 1L).put("expires_at", "2100-01-01T00:00:00Z")));
        worker.append(sessions.record(
                0, 2, schema, new Struct(schema).put("id", 2L).put("expires_at", "2000-01-01T00:00:00Z")));

        // When
        worker.start().drain();

        // Then
        assertThat(redis.pexpireTime("session:1")).isEqualTo(4_102_444_800_000L);
        assertThat(redis.exists("session:2")).isFalse();
    }

    @Test
    @DisplayName("a deletion that is the first record of its entity is written, although nothing names its key fields")
    void deletionFirst() {
        // Given
        redis.hset("session:1", "name", "stale");
        WorkerStandIn worker = worker();
        worker.append(sessions.delete(1));

        // When
        worker.start().drain();

        // Then
        assertThat(worker.deadLetterReasons()).isEmpty();
        assertThat(redis.exists("session:1")).isFalse();
    }

    @Test
    @DisplayName("a key that somebody deleted comes back with its next state")
    void deletedByHand() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(sessions.upsert(1, "Ada", 5L));
        worker.start().drain();
        redis.del("session:1");

        // When
        worker.append(sessions.upsert(1, "Ada", 6L));
        worker.drain();

        // Then
        assertThat(redis.hgetAll("session:1"))
                .containsOnly(Map.entry("id", "1"), Map.entry("name", "Ada"), Map.entry("amount", "6"));
    }

    @Test
    @DisplayName("records without a version are fenced by their offset, tombstones too")
    void plainRecords() {
        // Given
        PlainTopic plain = new PlainTopic("cart");
        WorkerStandIn worker = worker("key.pattern", "cart:{{{id}}}");
        worker.append(plain.upsert(1, "Ada", 5L));
        worker.append(plain.upsert(2, "Bob", 5L));
        worker.append(plain.tombstone(2));
        worker.start().drain().stop();

        // When
        worker.rewindTo(0).start();
        worker.maxPollRecords(2).poll();

        // Then
        assertThat(redis.hget("cart:{1}", "name")).isEqualTo("Ada");
        assertThat(redis.exists("cart:{2}")).isFalse();
        assertThat(redis.get("eb-fence:cart:{2}")).isEqualTo("0000000000000002");
    }

    @Test
    @DisplayName("a batch of several partitions is written in one poll, every partition in its order")
    void partitions() {
        // Given
        WorkerStandIn worker = worker();
        for (int round = 0; round < 3; round++) {
            for (int partition = 0; partition < 4; partition++) {
                worker.append(sessions.upsert(partition, partition, "round " + round, (long) round));
            }
        }

        // When
        worker.start().drain();

        // Then
        for (int id = 0; id < 4; id++) {
            assertThat(redis.hget("session:" + id, "name")).isEqualTo("round 2");
        }
        assertThat(worker.commit().values()).containsOnly(3L);
    }
}
