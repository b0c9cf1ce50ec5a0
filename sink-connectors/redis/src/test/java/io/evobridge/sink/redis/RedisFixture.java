package io.evobridge.sink.redis;

import io.evobridge.servers.Redis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.JedisPooled;

/** Clients and pipelines to the servers of the tests. */
final class RedisFixture {

    private RedisFixture() {}

    /** A client to look with; it survives restarts of the server. */
    static JedisPooled client(Redis server) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setTestOnBorrow(true);
        return new JedisPooled(pool, server.host(), server.port());
    }

    /** A pipeline as a task makes it, with pairs of key and value on top. */
    static FencedPipeline pipeline(Redis server, String... settings) {
        return new RedisSinkConfig(properties(server.uri(), settings)).pipeline();
    }

    static Map<String, String> properties(String url, String... settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put("name", "redis-sink");
        properties.put("topics", "any");
        properties.put("connection.url", url);
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return properties;
    }

    /** Name and value of each field in turn. */
    static List<String> pairs(Map<String, String> fields) {
        return fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toList();
    }
}
