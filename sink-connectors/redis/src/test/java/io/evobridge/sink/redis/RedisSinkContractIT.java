package io.evobridge.sink.redis;

import io.evobridge.servers.Redis;
import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.SinkContractTest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPooled;

/** What every sink must do, on hashes of a real Redis. */
class RedisSinkContractIT extends SinkContractTest {

    @TempDir
    private static Path home;

    private static Redis server;
    private static JedisPooled redis;

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

    @Override
    protected SinkTask task() {
        return new RedisSinkTask();
    }

    @Override
    protected Map<String, String> config() {
        return RedisFixture.properties(server.uri());
    }

    @Override
    protected @Nullable Map<String, String> read(String entity, long id) {
        Map<String, String> row = redis.hgetAll(entity + ":" + id);
        return row.isEmpty() ? null : row;
    }

    @Override
    protected SinkRecord poison(ResolvedTopic topic, long id) {
        redis.lpush(topic.entity() + ":" + id, "somebody else's");
        return topic.upsert(id, "name", id);
    }

    @Override
    protected void stopTarget() {
        server.kill();
    }

    @Override
    protected void startTarget() {
        server.restart();
    }

    @Override
    protected Map<String, String> allTypes() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("f_boolean", "true");
        texts.put("f_int32", "-2147483648");
        texts.put("f_int64", "9223372036854775807");
        texts.put("f_float32", "1.5");
        texts.put("f_float64", "0.1");
        texts.put("f_string", "it's \"über\"\n\\ 🦊");
        texts.put("f_bytes", "AAH/");
        texts.put("f_decimal", "-12345678901234567890.1234");
        texts.put("f_unsigned", "18446744073709551615");
        texts.put("f_variable_decimal", "1234.567");
        texts.put("f_date", "1969-12-31");
        texts.put("f_time", "-838:59:59.000001");
        texts.put("f_timestamp", "2027-01-15T08:00:00.123456");
        texts.put("f_zoned_timestamp", "2026-11-21T01:02:03.000004Z");
        texts.put("f_zoned_time", "01:02:03Z");
        texts.put("f_year", "2026");
        texts.put("f_duration", "PT1M30S");
        texts.put("f_json", "{\"a\":[1,null]}");
        texts.put("f_uuid", "0b7e6f0a-7d3e-4a53-9d2c-7a4d2b6f1c11");
        texts.put("f_enum", "small");
        texts.put("f_enum_set", "red,blue");
        texts.put("f_xml", "<a>1</a>");
        texts.put("f_bits", "100000000101");
        texts.put("f_geometry", "{\"wkb\":\"AQEAAAAAAAAAAADwPwAAAAAAAABA\"}");
        texts.put("f_array", "[\"a\",null]");
        texts.put("f_struct", "{\"city\":\"Bern\",\"floor\":null}");
        return texts;
    }
}
