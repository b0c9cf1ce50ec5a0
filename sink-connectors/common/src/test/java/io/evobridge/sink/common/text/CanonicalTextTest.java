package io.evobridge.sink.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalTextTest {

    static Stream<Arguments> values() {
        long micros = LocalDateTime.of(2026, 11, 21, 1, 2).toEpochSecond(ZoneOffset.UTC) * 1_000_000L + 4;
        Schema variable = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        Struct decimal = new Struct(variable)
                .put("scale", 2)
                .put("value", BigInteger.valueOf(-12345).toByteArray());
        Schema bits = SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", "11")
                .build();
        return Stream.of(
                Arguments.of(Schema.STRING_SCHEMA, "a\nb", "a\nb"),
                Arguments.of(Schema.BOOLEAN_SCHEMA, true, "true"),
                Arguments.of(Schema.INT64_SCHEMA, Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(Schema.FLOAT32_SCHEMA, 1.1f, "1.1"),
                Arguments.of(Schema.BYTES_SCHEMA, new byte[] {0, -1}, "AP8="),
                Arguments.of(Decimal.schema(0), new BigDecimal("18446744073709551615"), "18446744073709551615"),
                Arguments.of(Decimal.schema(-2), new BigDecimal("1E+2"), "100"),
                Arguments.of(variable, decimal, "-123.45"),
                Arguments.of(bits, new byte[] {5, 4}, "10000000101"),
                Arguments.of(int32("io.debezium.time.Date"), -1, "1969-12-31"),
                Arguments.of(int64("io.debezium.time.MicroTime"), -3_020_399_000_001L, "-838:59:59.000001"),
                Arguments.of(int64("io.debezium.time.MicroTime"), 0L, "00:00:00"),
                Arguments.of(int64("io.debezium.time.MicroTimestamp"), micros, "2026-11-21T01:02:00.000004"),
                Arguments.of(int64("io.debezium.time.MicroTimestamp"), -1L, "1969-12-31T23:59:59.999999"),
                Arguments.of(int64("io.debezium.time.MicroDuration"), 90_000_000L, "PT1M30S"),
                Arguments.of(int32("io.debezium.time.Year"), 2026, "2026"),
                Arguments.of(Date.SCHEMA, java.util.Date.from(Instant.ofEpochMilli(86_400_000L)), "1970-01-02"),
                Arguments.of(Time.SCHEMA, java.util.Date.from(Instant.ofEpochMilli(1_500L)), "00:00:01.500000"),
                Arguments.of(
                        Timestamp.SCHEMA, java.util.Date.from(Instant.ofEpochMilli(1L)), "1970-01-01T00:00:00.001Z"),
                Arguments.of(null, 12L, "12"),
                Arguments.of(null, new BigDecimal("1E+3"), "1000"));
    }

    @ParameterizedTest
    @MethodSource("values")
    @DisplayName("a value becomes text that keeps it exactly")
    void text(@Nullable Schema schema, Object value, String expected) {
        assertThat(CanonicalText.of(schema, value)).isEqualTo(expected);
    }

    @Test
    @DisplayName("nested values become JSON, not toString()")
    void nested() {
        // Given
        Schema line = SchemaBuilder.struct()
                .field("price", Decimal.builder(2).optional().build())
                .field(
                        "day",
                        SchemaBuilder.int32().name("io.debezium.time.Date").build())
                .field("note", Schema.OPTIONAL_STRING_SCHEMA)
                .field("weight", Schema.FLOAT64_SCHEMA)
                .build();
        Struct struct = new Struct(line)
                .put("price", new BigDecimal("1.10"))
                .put("day", 0)
                .put("weight", Double.NaN);

        // When
        String text = CanonicalText.of(SchemaBuilder.array(line).build(), List.of(struct));

        // Then
        assertThat(text).isEqualTo("[{\"price\":1.10,\"day\":\"1970-01-01\",\"note\":null,\"weight\":\"NaN\"}]");
    }

    @Test
    @DisplayName("a map without schema becomes JSON in its own order")
    void schemaless() {
        // Given
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", "q\"");
        map.put("a", List.of(1, 2.5, true));

        // When
        String text = CanonicalText.of(null, map);

        // Then
        assertThat(text).isEqualTo("{\"b\":\"q\\\"\",\"a\":[1,2.5,true]}");
    }

    private static Schema int32(String name) {
        return SchemaBuilder.int32().name(name).build();
    }

    private static Schema int64(String name) {
        return SchemaBuilder.int64().name(name).build();
    }
}
