package io.evobridge.sink.influxdb;

import io.evobridge.servers.InfluxDb;
import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.SinkContractTest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The v1 API on a real InfluxDB 1.x. */
class InfluxDbContractIT extends SinkContractTest {

    private static final String DATABASE = "history";

    @TempDir
    private static Path home;

    private static InfluxDb server;

    @BeforeAll
    static void startServer() {
        server = InfluxDb.start(home);
    }

    @AfterAll
    static void closeServer() {
        server.close();
    }

    @Override
    protected SinkTask task() {
        return new InfluxDbSinkTask();
    }

    @Override
    protected Map<String, String> config() {
        return Map.of(
                "connection.url", server.url(),
                "database", DATABASE,
                "database.create", "true",
                "delete.enabled", "true",
                "decimal.mode", "string");
    }

    /** The newest point of the key's series. */
    @Override
    protected @Nullable Map<String, String> read(String entity, long id) {
        List<Map<String, String>> newest = TestRequests.influxQl(
                server.url(),
                DATABASE,
                "SELECT * FROM \"" + entity + "\" WHERE id = '" + id + "' ORDER BY time DESC LIMIT 1");
        if (newest.isEmpty() || "true".equals(newest.get(0).get("deleted"))) {
            return null;
        }
        return newest.get(0);
    }

    /** A text in a field that holds integers. */
    @Override
    protected SinkRecord poison(ResolvedTopic topic, long id) {
        TestRequests.post(server.url() + "/query", "q=CREATE+DATABASE+" + DATABASE);
        TestRequests.post(server.url() + "/write?db=" + DATABASE, topic.entity() + ",id=0 amount=1i 1");
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("amount", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        return topic.record(0, id, schema, new Struct(schema).put("id", id).put("amount", "many"));
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
        Map<String, String> expected = new HashMap<>();
        expected.put("f_boolean", "true");
        expected.put("f_int32", "-2147483648");
        expected.put("f_int64", "9223372036854775807");
        expected.put("f_float32", "1.5");
        expected.put("f_float64", "0.1");
        expected.put("f_string", "it's \"über\"\n\\ 🦊");
        expected.put("f_bytes", "AAH/");
        expected.put("f_decimal", "-12345678901234567890.1234");
        expected.put("f_unsigned", "18446744073709551615");
        expected.put("f_variable_decimal", "1234.567");
        expected.put("f_date", "1969-12-31");
        expected.put("f_time", "-838:59:59.000001");
        expected.put("f_timestamp", "2027-01-15T08:00:00.123456");
        expected.put("f_zoned_timestamp", "2026-11-21T01:02:03.000004Z");
        expected.put("f_zoned_time", "01:02:03Z");
        expected.put("f_year", "2026");
        expected.put("f_duration", "PT1M30S");
        expected.put("f_json", "{\"a\":[1,null]}");
        expected.put("f_uuid", "0b7e6f0a-7d3e-4a53-9d2c-7a4d2b6f1c11");
        expected.put("f_enum", "small");
        expected.put("f_enum_set", "red,blue");
        expected.put("f_xml", "<a>1</a>");
        expected.put("f_bits", "100000000101");
        expected.put("f_geometry", "{\"wkb\":\"AQEAAAAAAAAAAADwPwAAAAAAAABA\"}");
        expected.put("f_array", "[\"a\",null]");
        expected.put("f_struct", "{\"city\":\"Bern\",\"floor\":null}");
        return expected;
    }
}
