package io.evobridge.sink.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.servers.Redis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Protocol.Command;

/** The functions and the pipeline on a real server. */
class FencedPipelineIT {

    private static final long OUTLIVE_MILLIS = 60_000;
    private static final String OLD = "0000000000000009";
    private static final String NEW = "000000000000000a";

    @TempDir
    private static Path home;

    private static Redis server;
    private static JedisPooled redis;

    private FencedPipeline pipeline;

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
    void connect() {
        redis.flushAll();
        pipeline = RedisFixture.pipeline(server);
    }

    @AfterEach
    void disconnect() {
        redis.configSet("maxmemory", "0");
        redis.sendCommand(Command.REPLICAOF, "NO", "ONE");
        pipeline.close();
    }

    private static FencedCall hash(String key, String version, String name) {
        return FencedCall.putHash(key, version, Expiry.KEEP, OUTLIVE_MILLIS, List.of("name", name), List.of("gone"));
    }

    private static FencedCall text(String key, String version, Expiry expiry, String value) {
        return FencedCall.putString(key, version, expiry, OUTLIVE_MILLIS, value);
    }

    private static FencedCall delete(String key, String version) {
        return FencedCall.delete(key, version, Form.HASH, OUTLIVE_MILLIS);
    }

    @Test
    @DisplayName("an older state does not overwrite a newer one, the same state is applied again")
    void fence() {
        // Given
        pipeline.apply(List.of(hash("s:1", NEW, "new")));

        // When
        List<Reply> replies = pipeline.apply(List.of(hash("s:1", OLD, "old"), hash("s:1", NEW, "again")));

        // Then
        assertThat(replies).containsExactly(Reply.FENCED, Reply.APPLIED);
        assertThat(redis.hgetAll("s:1")).containsExactly(Map.entry("name", "again"));
    }

    @Test
    @DisplayName("a null column goes from the hash, a field of somebody else stays")
    void nullColumn() {
        // Given
        redis.hset("s:1", Map.of("gone", "x", "foreign", "y"));

        // When
        pipeline.apply(List.of(hash("s:1", NEW, "Ann")));

        // Then
        assertThat(redis.hgetAll("s:1")).containsOnly(Map.entry("name", "Ann"), Map.entry("foreign", "y"));
    }

    @Test
    @DisplayName("a deletion leaves nothing to read and a marker that expires, and fences what is older")
    void deletion() {
        // Given
        pipeline.apply(List.of(hash("s:1", OLD, "Ann")));

        // When
        List<Reply> replies = pipeline.apply(List.of(delete("s:1", NEW), hash("s:1", OLD, "replayed")));

        // Then
        assertThat(replies).containsExactly(Reply.APPLIED, Reply.FENCED);
        assertThat(redis.exists("s:1")).isFalse();
        assertThat(redis.pttl("eb-fence{s:1}")).isBetween(1L, OUTLIVE_MILLIS);
    }

    @Test
    @DisplayName("a deletion of an absent key leaves its marker")
    void deletionOfAbsentKey() {
        assertThat(pipeline.apply(List.of(delete("s:1", NEW)))).containsExactly(Reply.APPLIED);
        assertThat(redis.get("eb-fence{s:1}")).isEqualTo(NEW);
    }

    @Test
    @DisplayName("a state written after a deletion lives on, and so does its fence")
    void rebirth() {
        // Given
        pipeline.apply(List.of(delete("s:1", OLD)));

        // When
        pipeline.apply(List.of(hash("s:1", NEW, "Ann")));

        // Then
        assertThat(redis.pttl("eb-fence{s:1}")).isEqualTo(-1L);
    }

    @Test
    @DisplayName("a key of another type is refused and stays, its neighbours are written")
    void wrongType() {
        // Given
        redis.lpush("s:1", "x");

        // When
        List<Reply> replies = pipeline.apply(
                List.of(hash("s:0", NEW, "a"), hash("s:1", NEW, "b"), delete("s:1", NEW), hash("s:2", NEW, "c")));

        // Then
        assertThat(replies.get(0)).isEqualTo(Reply.APPLIED);
        assertThat(replies.get(1).reason()).contains("WRONGTYPE the key holds a list, not a hash");
        assertThat(replies.get(2).kind()).isEqualTo(Reply.Kind.REFUSED);
        assertThat(replies.get(3)).isEqualTo(Reply.APPLIED);
        assertThat(redis.type("s:1")).isEqualTo("list");
        assertThat(redis.exists("eb-fence{s:1}")).isFalse();
    }

    @Test
    @DisplayName("a string is not written over a hash")
    void stringOverHash() {
        // Given
        redis.hset("s:1", "a", "b");

        // When
        List<Reply> replies = pipeline.apply(List.of(text("s:1", NEW, Expiry.KEEP, "v")));

        // Then
        assertThat(replies.get(0).reason()).contains("WRONGTYPE the key holds a hash, not a string");
    }

    @Test
    @DisplayName("a time to live is set, moved, kept and taken away, and the fence outlives the key")
    void timeToLive() {
        pipeline.apply(List.of(text("s:1", OLD, Expiry.after(1_000_000), "v")));
        assertThat(redis.pttl("s:1")).isBetween(900_000L, 1_000_000L);
        assertThat(redis.pttl("eb-fence{s:1}")).isBetween(1_000_001L, 1_060_000L);

        pipeline.apply(List.of(text("s:1", OLD, Expiry.KEEP, "w")));
        assertThat(redis.pttl("s:1")).isBetween(900_000L, 1_000_000L);

        pipeline.apply(List.of(text("s:1", OLD, Expiry.at(4_000_000_000_000L), "w")));
        assertThat(redis.pexpireTime("s:1")).isEqualTo(4_000_000_000_000L);

        pipeline.apply(List.of(text("s:1", OLD, Expiry.NEVER, "w")));
        assertThat(redis.pttl("s:1")).isEqualTo(-1L);
        assertThat(redis.pttl("eb-fence{s:1}")).isEqualTo(-1L);
    }

    @Test
    @DisplayName("a state that expired before it arrived is gone at once")
    void expiredOnArrival() {
        // When
        List<Reply> replies = pipeline.apply(List.of(text("s:1", NEW, Expiry.at(1), "v")));

        // Then
        assertThat(replies).containsExactly(Reply.APPLIED);
        assertThat(redis.exists("s:1")).isFalse();
    }

    @Test
    @DisplayName("a hash of 10,000 fields is written and emptied")
    void wideHash() {
        // Given
        Map<String, String> fields = new java.util.TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            fields.put("f" + i, "v");
        }

        // When
        pipeline.apply(List.of(FencedCall.putHash("s:1", OLD, Expiry.KEEP, 1, RedisFixture.pairs(fields), List.of())));
        long written = redis.hlen("s:1");
        pipeline.apply(
                List.of(FencedCall.putHash("s:1", NEW, Expiry.KEEP, 1, List.of(), List.copyOf(fields.keySet()))));

        // Then
        assertThat(written).isEqualTo(10_000);
        assertThat(redis.exists("s:1")).isFalse();
    }

    @Test
    @DisplayName("functions that were flushed are loaded again in the middle of the stream")
    void functionsLost() {
        // Given
        pipeline.apply(List.of(hash("s:1", OLD, "Ann")));
        redis.functionFlush();

        // When
        List<Reply> replies = pipeline.apply(List.of(hash("s:1", NEW, "Bob"), hash("s:2", NEW, "Cid")));

        // Then
        assertThat(replies).containsOnly(Reply.APPLIED);
        assertThat(redis.hget("s:1", "name")).isEqualTo("Bob");
    }

    @Test
    @DisplayName("a newer library on the server is left alone, an older one is replaced")
    void libraryVersions() {
        String newer = "#!lua name=evobridge\n"
                + FunctionLibrary.bundled()
                        .code()
                        .replaceFirst("^#.*\n", "")
                        .replace("VERSION = " + FunctionLibrary.VERSION, "VERSION = " + (FunctionLibrary.VERSION + 1));
        redis.functionLoadReplace(newer);
        pipeline.apply(List.of(hash("s:1", OLD, "Ann")));
        assertThat(redis.fcallReadonly("evobridge_version", List.of(), List.of()))
                .isEqualTo(FunctionLibrary.VERSION + 1L);

        redis.functionLoadReplace(newer.replace("VERSION = " + (FunctionLibrary.VERSION + 1), "VERSION = 0"));
        pipeline.close();
        pipeline.apply(List.of(hash("s:1", NEW, "Bob")));
        assertThat(redis.fcallReadonly("evobridge_version", List.of(), List.of()))
                .isEqualTo((long) FunctionLibrary.VERSION);
    }

    @Test
    @DisplayName("a full memory is an outage for states and none for deletions")
    void outOfMemory() {
        // Given
        pipeline.apply(List.of(hash("s:1", OLD, "Ann")));
        redis.configSet("maxmemory", "1");

        // When, Then
        assertThatThrownBy(() -> pipeline.apply(List.of(hash("s:2", NEW, "Bob"))))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("OOM");
        assertThat(pipeline.apply(List.of(delete("s:1", NEW)))).containsExactly(Reply.APPLIED);
    }

    @Test
    @DisplayName("a replica is an outage")
    void replica() {
        // Given
        pipeline.apply(List.of(hash("s:1", OLD, "Ann")));
        redis.sendCommand(Command.REPLICAOF, "127.0.0.1", "1");

        // When, Then
        assertThatThrownBy(() -> pipeline.apply(List.of(hash("s:1", NEW, "Bob"))))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("READONLY");
    }

    @Test
    @DisplayName("a server that is away is an outage, and the same pipeline writes when it is back")
    void restart() {
        // Given
        pipeline.apply(List.of(hash("s:1", OLD, "Ann")));
        server.kill();

        // When, Then
        assertThatThrownBy(() -> pipeline.apply(List.of(hash("s:1", NEW, "Bob"))))
                .isInstanceOf(RetriableException.class);
        server.restart();
        assertThat(pipeline.apply(List.of(hash("s:1", NEW, "Bob"), hash("s:1", OLD, "Ann"))))
                .containsExactly(Reply.APPLIED, Reply.FENCED);
    }

    @Test
    @DisplayName("a user without rights stops the task with what to grant")
    void accessDenied() {
        // Given
        redis.sendCommand(Command.ACL, "SETUSER", "reader", "on", ">secret", "~*", "+fcall_ro");
        redis.functionFlush();

        // When, Then
        try (FencedPipeline denied =
                RedisFixture.pipeline(server, "connection.username", "reader", "connection.password", "secret")) {
            assertThatThrownBy(() -> denied.apply(List.of(hash("s:1", NEW, "Bob"))))
                    .isInstanceOf(ConnectException.class)
                    .isNotInstanceOf(RetriableException.class)
                    .hasMessageContaining("grant +function|load");
        }
        try (FencedPipeline wrong =
                RedisFixture.pipeline(server, "connection.username", "reader", "connection.password", "guess")) {
            assertThatThrownBy(() -> wrong.apply(List.of(hash("s:1", NEW, "Bob"))))
                    .isInstanceOf(ConnectException.class)
                    .isNotInstanceOf(RetriableException.class)
                    .hasMessageContaining("connection.password");
        }
    }

    @Test
    @DisplayName("the rights that the documentation names are enough")
    void leastRights() {
        // Given
        redis.sendCommand(
                Command.ACL,
                "SETUSER",
                "sink",
                "on",
                ">secret",
                "~s:*",
                "~eb-fence*",
                "+fcall",
                "+fcall_ro",
                "+function|load",
                "+hset",
                "+hdel",
                "+set",
                "+get",
                "+type",
                "+unlink",
                "+pexpire",
                "+pexpireat",
                "+persist");

        // When, Then
        try (FencedPipeline sink =
                RedisFixture.pipeline(server, "connection.username", "sink", "connection.password", "secret")) {
            assertThat(sink.apply(List.of(hash("s:1", OLD, "Bob"), delete("s:1", NEW))))
                    .containsOnly(Reply.APPLIED);
        }
    }
}
