package io.evobridge.sink.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.RowField;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextsTest {

    private static String stored(FieldType type, ColumnKind kind, int size, Object value) {
        Column column = new Column("f", "any", kind, size, true, Column.Filling.NULL);
        return PlainTexts.stored(new RowField("f", type, null), column, value);
    }

    @ParameterizedTest
    @CsvSource({"10.500, 10.5", "1E+3, 1000", "-0.0, 0", "NaN, NaN"})
    void numbersHaveOneText(String shown, String plain) {
        assertThat(PlainTexts.number(shown)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({"00:00:01.5, 1500000", "-838:59:58.000001, -3020398000001", "12:00:00, 43200000000", "odd, odd"})
    void timesAreMicroseconds(String shown, String plain) {
        assertThat(PlainTexts.time(shown)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01 00:00:01, 1000000",
        "1969-12-31 23:59:59.999999, -1",
        "infinity, infinity",
        "0000-00-00 00:00:00, 0000-00-00 00:00:00"
    })
    void timestampsAreMicrosecondsAndWhatIsNoneStaysAsItIs(String shown, String plain) {
        assertThat(PlainTexts.timestamp(shown)).isEqualTo(plain);
    }

    @Test
    void jsonLosesItsWhiteSpaceButNotThatOfItsTexts() {
        assertThat(PlainTexts.json("{\"a b\": [1, \"x\\\" : y\"]}")).isEqualTo("{\"a b\":[1,\"x\\\" : y\"]}");
    }

    @Test
    void aValueIsRoundedAsItsColumnDoes() {
        assertThat(stored(FieldType.DECIMAL, ColumnKind.NUMBER, 2, new BigDecimal("1.005")))
                .isEqualTo("1.01");
        assertThat(stored(FieldType.TIMESTAMP, ColumnKind.TIMESTAMP, 0, LocalDateTime.parse("1970-01-01T00:00:01.5")))
                .isEqualTo("2000000");
        assertThat(stored(FieldType.TIME, ColumnKind.TIME, 3, Duration.ofNanos(1_234_567_000L)))
                .isEqualTo("1235000");
    }

    @Test
    void aValueTakesTheTextOfItsColumnAndNotOfItsField() {
        assertThat(stored(FieldType.BOOLEAN, ColumnKind.NUMBER, 0, true)).isEqualTo("1");
        assertThat(stored(FieldType.INT32, ColumnKind.TEXT, -1, 7)).isEqualTo("7");
        assertThat(stored(FieldType.FLOAT64, ColumnKind.FLOAT32, -1, 0.1)).isEqualTo("0.1");
        assertThat(stored(FieldType.ZONED_TIMESTAMP, ColumnKind.TIMESTAMP, 6, Instant.ofEpochSecond(1)))
                .isEqualTo("1000000");
        assertThat(stored(FieldType.BITS, ColumnKind.BITS, 12, new byte[] {5})).isEqualTo("0500");
    }
}
