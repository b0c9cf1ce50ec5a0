package io.evobridge.sink.common.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldTextTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(FieldType.STRING, "a\nb", "a\nb"),
                Arguments.of(FieldType.BOOLEAN, true, "true"),
                Arguments.of(FieldType.INT64, Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(FieldType.FLOAT32, 1.1f, "1.1"),
                Arguments.of(FieldType.DECIMAL, new BigDecimal("1E+2"), "100"),
                Arguments.of(FieldType.DECIMAL, new BigDecimal("1.10"), "1.10"),
                Arguments.of(FieldType.VARIABLE_DECIMAL, new BigDecimal("1E-7"), "0.0000001"),
                Arguments.of(FieldType.BYTES, new byte[] {0, -1}, "AP8="),
                Arguments.of(FieldType.BITS, new byte[] {5}, "00000101"),
                Arguments.of(FieldType.DATE, LocalDate.of(1969, 12, 31), "1969-12-31"),
                Arguments.of(FieldType.TIME, Duration.ofHours(-838).minusNanos(1_000), "-838:00:00.000001"),
                Arguments.of(FieldType.TIMESTAMP, LocalDateTime.of(2026, 11, 21, 1, 0), "2026-11-21T01:00:00"),
                Arguments.of(FieldType.ZONED_TIMESTAMP, Instant.EPOCH, "1970-01-01T00:00:00Z"),
                Arguments.of(FieldType.ZONED_TIME, LocalTime.NOON.atOffset(ZoneOffset.UTC), "12:00:00Z"),
                Arguments.of(FieldType.DURATION, Duration.ofSeconds(90), "PT1M30S"),
                Arguments.of(
                        FieldType.GEOMETRY, new Geometry(new byte[] {1}, 4326), "{\"wkb\":\"AQ==\",\"srid\":4326}"),
                Arguments.of(FieldType.ARRAY, List.of(1, "q\""), "[1,\"q\\\"\"]"),
                Arguments.of(FieldType.MAP, Map.of("a", new BigDecimal("1E+3")), "{\"a\":1000}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    @DisplayName("a value becomes text that keeps it exactly")
    void text(FieldType type, Object value, String expected) {
        assertThat(FieldText.of(new RowField("f", type, null), value)).isEqualTo(expected);
    }

    @Test
    @DisplayName("a bit string has as many digits as its column has bits")
    void bits() {
        // Given
        RowField field = new RowField(
                "f",
                FieldType.BITS,
                SchemaBuilder.bytes().parameter("length", "11").build());

        // When
        String text = FieldText.of(field, new byte[] {5, 4});

        // Then
        assertThat(text).isEqualTo("10000000101");
    }
}
