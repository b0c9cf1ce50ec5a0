package io.evobridge.sink.redis;

import io.evobridge.servers.Redis;
import io.evobridge.sink.common.contract.PluginArchiveContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPooled;

class PluginArchiveIT extends PluginArchiveContract {

    @TempDir
    private static Path home;

    private static Redis server;
    private static JedisPooled redis;

    @BeforeAll
    static void startServer() {
        server = Redis.start(home);
        redis = RedisFixture.client(server);
        redis.rpush("order:1", "somebody else's list");
    }

    @AfterAll
    static void stopServer() {
        redis.close();
        server.close();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "connector.class", "RedisSink",
                "primary.key.fields", "id",
                "connection.url", server.uri(),
                "key.pattern", "order:{key}");
    }

    @Override
    protected List<String> values() {
        return List.of("{\"amount\": 1}", "{\"amount\": 2}", "{\"amount\": 3, \"tags\": [\"a\", {\"b\": 1}]}");
    }

    @Override
    protected List<String> written() {
        return Stream.of("order:0", "order:2")
                .map(key -> redis.hget(key, "id") + '=' + redis.hget(key, "amount") + ' ' + redis.hget(key, "tags"))
                .toList();
    }

    @Override
    protected List<String> expected() {
        return List.of("0=1 null", "2=3 [\"a\",{\"b\":1}]");
    }

    @Override
    protected String reason() {
        return "WRONGTYPE";
    }
}
