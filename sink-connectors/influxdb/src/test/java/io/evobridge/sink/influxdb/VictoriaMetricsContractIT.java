package io.evobridge.sink.influxdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.evobridge.servers.VictoriaMetrics;
import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.SinkContractTest;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The v2 API on a real server that speaks it. VictoriaMetrics keeps numbers at milliseconds, and accepts what it cannot
 * store, so names travel as tags here and text fields are the matter of the v1 contract.
 */
class VictoriaMetricsContractIT extends SinkContractTest {

    @TempDir
    private static Path home;

    private static VictoriaMetrics server;

    @BeforeAll
    static void startServer() {
        server = VictoriaMetrics.start(home);
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
                "api.version", "v2",
                "organization", "any",
                "bucket", "any",
                "gzip.enabled", "true",
                "delete.enabled", "true",
                "decimal.mode", "integer",
                "tags", "name,title,f_uuid,f_enum",
                "field.exclude.list", "f_string,f_unsigned");
    }

    /** The newest sample of every field of the key, with the tags of its series. */
    @Override
    protected @Nullable Map<String, String> read(String entity, long id) {
        TestRequests.get(server.url() + "/internal/force_flush");
        String selector = "{__name__=~\"" + entity + "_.*\",id=\"" + id + "\"}";
        String lines = TestRequests.get(server.url()
                + "/api/v1/export?match[]=".replace("[", "%5B").replace("]", "%5D")
                + URLEncoder.encode(selector, StandardCharsets.UTF_8));
        Map<String, String> row = new HashMap<>();
        long newest = Long.MIN_VALUE;
        for (String line : lines.lines().toList()) {
            JsonNode series = TestRequests.parsed(line);
            JsonNode times = series.get("timestamps");
            long last = times.get(times.size() - 1).asLong();
            if (last < newest) {
                continue;
            } else if (last > newest) {
                row.clear();
                newest = last;
            }
            JsonNode values = series.get("values");
            String value = new BigDecimal(values.get(values.size() - 1).asText()).toPlainString();
            String field = series.at("/metric/__name__").asText().substring(entity.length() + 1);
            row.put(field, value);
            series.get("metric")
                    .properties()
                    .forEach(tag -> row.put(tag.getKey(), tag.getValue().asText()));
        }
        row.remove("__name__");
        return row.isEmpty() ? null : row;
    }

    /** Records without a clock share a millisecond in these tests, so a deletion and a write may share a sample. */
    @Override
    protected boolean deletesRows() {
        return false;
    }

    /** A number that fits no integer: the server itself refuses nothing. */
    @Override
    protected SinkRecord poison(ResolvedTopic topic, long id) {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("amount", Decimal.builder(0).optional().build())
                .build();
        Struct value = new Struct(schema).put("id", id).put("amount", BigDecimal.TEN.pow(30));
        return topic.record(0, id, schema, value);
    }

    /** Not by force: VictoriaMetrics answers before it has written to disk and loses seconds in a crash. */
    @Override
    protected void stopTarget() {
        server.stop();
    }

    @Override
    protected void startTarget() {
        server.restart();
    }

    @Override
    protected Map<String, String> allTypes() {
        return Map.of(
                "f_boolean", "1",
                "f_int32", "-2147483648",
                "f_float32", "1.5",
                "f_float64", "0.1",
                "f_variable_decimal", "1234.567",
                "f_year", "2026",
                "f_uuid", "0b7e6f0a-7d3e-4a53-9d2c-7a4d2b6f1c11",
                "f_enum", "small");
    }
}
