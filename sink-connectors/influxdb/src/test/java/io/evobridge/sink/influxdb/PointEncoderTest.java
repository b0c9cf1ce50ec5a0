package io.evobridge.sink.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.Headers;
import io.evobridge.contract.Hlc;
import io.evobridge.sink.common.row.RecordReader;
import io.evobridge.sink.common.row.RowChange;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PointEncoderTest {

    private static final Hlc HLC = Hlc.of(1_800_000_000_000L, 7);
    private static final String NANOS = "1800000000000000007";

    @Test
    @DisplayName("the key is a tag, the other fields are fields, the time is the HLC")
    void resolvedRecord() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .field("amount", Schema.OPTIONAL_INT64_SCHEMA)
                .field("active", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                .field("rate", Schema.OPTIONAL_FLOAT32_SCHEMA)
                .field("note", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct value = new Struct(schema)
                .put("id", 42L)
                .put("name", "it's \"ü\" \\ ,= \n")
                .put("amount", -3L)
                .put("active", true)
                .put("rate", 1.1f);

        // When
        String line = line(resolved("order line/42".replace(' ', '_'), schema, value));

        // Then
        assertThat(line)
                .isEqualTo(
                        "order_line,id=42 active=true,amount=-3i,name=\"it's \\\"ü\\\" \\\\ ,= \n\",rate=1.1 " + NANOS);
    }

    @Test
    @DisplayName("tags are escaped, unfit characters in them are replaced, empty ones left out")
    void tags() {
        // Given
        Map<String, Object> value = new HashMap<>();
        value.put("region", "north, east=1\nC:\\");
        value.put("empty", "");
        value.put("time", 5L);
        value.put("a b", "x");

        // When
        String line = line(plain(Map.of("id", "k 1"), value), "tags", "region,empty,server:absent");

        // Then
        assertThat(line)
                .startsWith(
                        "orders,id=k\\ 1,region=north\\,\\ east\\=1%0AC:%5C a\\ b=\"x\",time_=5i 1800000000000000003");
    }

    @Test
    @DisplayName("a record without HLC has its timestamp, and the offset below the millisecond")
    void recordTime() {
        assertThat(line(plain(Map.of("id", 1L), Map.of("v", 1L)))).endsWith(" 1800000000000000003");
    }

    @Test
    @DisplayName("a time field takes precedence")
    void timeField() {
        // Given
        SinkRecord text = plain(Map.of("id", 1L), Map.of("v", 1L, "at", "1970-01-01T00:00:01.000000002Z"));
        SinkRecord number = plain(Map.of("id", 1L), Map.of("v", 1L, "at", 3L));
        SinkRecord none = plain(Map.of("id", 1L), Map.of("v", 1L));

        // Then
        assertThat(line(text, "time.field", "at")).endsWith(" 1000000002");
        assertThat(line(number, "time.field", "at", "time.field.unit", "seconds"))
                .endsWith(" 3000000000");
        assertThatThrownBy(() -> line(none, "time.field", "at"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("time.field");
    }

    @Test
    @DisplayName("decimals become what the mode says")
    void decimals() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("price", Decimal.builder(2).optional().build())
                .field("count", Decimal.builder(0).optional().build())
                .build();
        Struct value = new Struct(schema)
                .put("id", 1L)
                .put("price", new BigDecimal("1.10"))
                .put("count", new BigDecimal("12"));
        Struct huge = new Struct(schema).put("id", 1L).put("count", new BigDecimal("18446744073709551615"));

        // Then
        assertThat(line(resolved("a/1", schema, value))).contains(" count=12.0,price=1.1 ");
        assertThat(line(resolved("a/1", schema, value), "decimal.mode", "string"))
                .contains(" count=\"12\",price=\"1.10\" ");
        assertThat(line(resolved("a/1", schema, value), "decimal.mode", "INTEGER"))
                .contains(" count=12i,price=1.1 ");
        assertThatThrownBy(() -> line(resolved("a/1", schema, huge), "decimal.mode", "integer"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field count does not fit a 64-bit integer");
    }

    @Test
    @DisplayName("dates and times become text or microseconds")
    void temporals() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field(
                        "day",
                        SchemaBuilder.int32().name("io.debezium.time.Date").build())
                .field(
                        "at",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTimestamp")
                                .build())
                .field(
                        "took",
                        SchemaBuilder.int64().name("io.debezium.time.MicroTime").build())
                .build();
        Struct value =
                new Struct(schema).put("id", 1L).put("day", -1).put("at", -1L).put("took", -1_000_001L);
        String key = "a/1/1969-12-31/1969-12-31T23:59:59.999999/x";

        // Then
        assertThat(line(resolved(key, schema, value), "primary.key.fields", "id,a,b,c"))
                .contains(" at=\"1969-12-31T23:59:59.999999\",day=\"1969-12-31\",took=\"-00:00:01.000001\" ");
        assertThat(line(resolved(key, schema, value), "primary.key.fields", "id,a,b,c", "temporal.mode", "micros"))
                .contains(" at=-1i,day=-86400000000i,took=-1000001i ");
    }

    @Test
    @DisplayName("NaN is left out, or rejected where that is wanted")
    void nonFinite() {
        // Given
        SinkRecord record = plain(Map.of("id", 1L), Map.of("a", Double.NaN, "b", 1L));

        // Then
        assertThat(line(record)).startsWith("orders,id=1 b=1i ");
        assertThatThrownBy(() -> line(record, "non.finite.mode", "reject"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field a is NaN");
    }

    @Test
    @DisplayName("a deletion marks the series of its key, and every other point says that it is none")
    void deletions() {
        // Given
        SinkRecord deletion = resolved("orders/4%2F2", null, null);
        SinkRecord upsert = plain(Map.of("id", 1L), Map.of("v", 1L));

        // Then
        assertThat(line(deletion, "delete.enabled", "true", "primary.key.fields", "id"))
                .isEqualTo("orders,id=4/2 deleted=true " + NANOS);
        assertThat(line(upsert, "delete.enabled", "true")).startsWith("orders,id=1 deleted=false,v=1i ");
        assertThatThrownBy(() -> line(upsert, "delete.enabled", "true", "delete.marker.field", "v"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("delete.marker.field");
    }

    @Test
    @DisplayName("a row of nothing but its key is still a point")
    void keyOnly() {
        assertThat(line(plain(Map.of("id", 1L), Map.of("id", 1L)))).startsWith("orders,id=1 deleted=false ");
    }

    @Test
    @DisplayName("keys can be fields")
    void keysAsFields() {
        assertThat(line(plain(Map.of("id", 1L), Map.of("v", 1L)), "tags.key.enabled", "false", "tags", "orders:v"))
                .startsWith("orders,v=1 id=1i ");
    }

    private static String line(SinkRecord record, String... settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put("connection.url", "http://127.0.0.1:8086");
        properties.put("database", "history");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        InfluxDbSinkConfig config = new InfluxDbSinkConfig(properties);
        RecordReader reader = new RecordReader(config.readingRules(), collection -> List.of());
        return config.pointEncoder().line((RowChange) reader.read(record));
    }

    private static SinkRecord resolved(String key, @Nullable Schema schema, @Nullable Object value) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(Headers.SEQUENCE, HLC.toString());
        headers.addString(Headers.HLC, HLC.toString());
        return new SinkRecord(
                "bridge.resolved.orders",
                0,
                Schema.STRING_SCHEMA,
                key,
                schema,
                value,
                3,
                5L,
                TimestampType.CREATE_TIME,
                headers);
    }

    private static SinkRecord plain(Map<String, ?> key, Map<String, ?> value) {
        return new SinkRecord(
                "server.shop.orders", 0, null, key, null, value, 3, 1_800_000_000_000L, TimestampType.CREATE_TIME);
    }
}
