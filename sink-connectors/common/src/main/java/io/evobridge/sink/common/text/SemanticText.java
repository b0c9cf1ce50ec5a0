package io.evobridge.sink.common.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** Text of the semantic types whose plain value a person could not read; the others' value is text already. */
@FunctionalInterface
interface SemanticText {

    Map<String, SemanticText> BY_NAME = Map.ofEntries(
            Map.entry(Decimal.LOGICAL_NAME, (schema, value) -> ((BigDecimal) value).toPlainString()),
            Map.entry("io.debezium.data.VariableScaleDecimal", (schema, value) -> variableScale((Struct) value)),
            Map.entry("io.debezium.data.Bits", SemanticText::bits),
            Map.entry(
                    "io.debezium.time.Date",
                    (schema, value) -> LocalDate.ofEpochDay(number(value)).toString()),
            Map.entry("io.debezium.time.Time", (schema, value) -> clock(number(value), ChronoUnit.MILLIS)),
            Map.entry("io.debezium.time.MicroTime", (schema, value) -> clock(number(value), ChronoUnit.MICROS)),
            Map.entry("io.debezium.time.NanoTime", (schema, value) -> clock(number(value), ChronoUnit.NANOS)),
            Map.entry("io.debezium.time.Timestamp", (schema, value) -> local(number(value), ChronoUnit.MILLIS)),
            Map.entry("io.debezium.time.MicroTimestamp", (schema, value) -> local(number(value), ChronoUnit.MICROS)),
            Map.entry("io.debezium.time.NanoTimestamp", (schema, value) -> local(number(value), ChronoUnit.NANOS)),
            Map.entry(
                    "io.debezium.time.MicroDuration",
                    (schema, value) ->
                            Duration.of(number(value), ChronoUnit.MICROS).toString()),
            Map.entry(
                    Date.LOGICAL_NAME,
                    (schema, value) -> date(value)
                            .toInstant()
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString()),
            Map.entry(
                    Time.LOGICAL_NAME,
                    (schema, value) -> clock(date(value).toInstant().toEpochMilli(), ChronoUnit.MILLIS)),
            Map.entry(
                    Timestamp.LOGICAL_NAME,
                    (schema, value) -> date(value).toInstant().toString()));

    /** Null where the schema has no semantic type that needs this. */
    static @Nullable SemanticText of(@Nullable Schema schema) {
        return schema == null || schema.name() == null ? null : BY_NAME.get(schema.name());
    }

    String of(@Nullable Schema schema, Object value);

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static java.util.Date date(Object value) {
        return (java.util.Date) value;
    }

    private static String variableScale(Struct value) {
        BigInteger unscaled = new BigInteger(CanonicalText.bytes(value.get("value")));
        return new BigDecimal(unscaled, value.getInt32("scale")).toPlainString();
    }

    private static String local(long amount, ChronoUnit unit) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus(amount, unit);
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    /** Hours may be negative or over 24, as MySQL's TIME allows. */
    private static String clock(long amount, ChronoUnit unit) {
        Duration time = Duration.of(amount, unit);
        Duration size = time.abs();
        String text = String.format(
                "%s%02d:%02d:%02d",
                time.isNegative() ? "-" : "", size.toHours(), size.toMinutesPart(), size.toSecondsPart());
        if (size.toNanosPart() == 0) {
            return text;
        }
        return text
                + (unit == ChronoUnit.NANOS
                        ? String.format(".%09d", size.toNanosPart())
                        : String.format(".%06d", size.toNanosPart() / 1_000));
    }

    /** Debezium keeps bit strings little-endian; people write the highest bit first. */
    private static String bits(@Nullable Schema schema, Object value) {
        byte[] bytes = CanonicalText.bytes(value);
        String length = schema == null || schema.parameters() == null
                ? null
                : schema.parameters().get("length");
        int count = length == null ? bytes.length * 8 : Integer.parseInt(length);
        StringBuilder text = new StringBuilder(count);
        for (int bit = count - 1; bit >= 0; bit--) {
            boolean set = bit / 8 < bytes.length && (bytes[bit / 8] >> (bit % 8) & 1) == 1;
            text.append(set ? '1' : '0');
        }
        return text.toString();
    }
}
