package io.evobridge.connect.normalize;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** The canonical text of key fields: equal values of different databases have equal text. */
final class KeyText {

    private static final long MICROS_PER_SECOND = 1_000_000;

    private KeyText() {}

    /**
     * How non-null values of a canonical schema are written.
     *
     * @throws UnconvertibleException when values of that type cannot identify a record
     */
    static Function<Object, String> of(Schema schema) {
        return switch (requireNonNullElse(schema.name(), "")) {
            case Decimal.LOGICAL_NAME -> value -> decimal((BigDecimal) value);
            case SemanticTypes.VARIABLE_SCALE_DECIMAL -> value -> decimal(variableScale((Struct) value));
            case SemanticTypes.DATE -> value -> date((Integer) value);
            case SemanticTypes.MICRO_TIME -> value -> time((Long) value);
            case SemanticTypes.MICRO_TIMESTAMP -> value -> timestamp((Long) value);
            case SemanticTypes.UUID -> value -> ((String) value).toLowerCase(Locale.ROOT);
            default -> byShape(schema);
        };
    }

    private static Function<Object, String> byShape(Schema schema) {
        return switch (schema.type()) {
            case INT8, INT16, INT32, INT64, BOOLEAN, STRING -> Object::toString;
            case BYTES -> KeyText::hex;
            default ->
                throw new UnconvertibleException("a field of type "
                        + requireNonNullElse(schema.name(), schema.type().getName())
                        + " cannot be a key: choose another key field");
        };
    }

    private static String decimal(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal variableScale(Struct value) {
        return new BigDecimal(new BigInteger(array(value.get("value"))), value.getInt32("scale"));
    }

    private static String date(int days) {
        return LocalDate.ofEpochDay(days).toString();
    }

    /** Hours may exceed 23 and the sign may be negative: MySQL's TIME is a span. */
    private static String time(long micros) {
        long magnitude = Math.abs(micros);
        long seconds = magnitude / MICROS_PER_SECOND;
        String text = String.format(
                "%s%02d:%02d:%02d", micros < 0 ? "-" : "", seconds / 3600, seconds / 60 % 60, seconds % 60);
        long fraction = magnitude % MICROS_PER_SECOND;
        return fraction == 0
                ? text
                : text + '.' + String.format("%06d", fraction).replaceAll("0+$", "");
    }

    private static String timestamp(long micros) {
        try {
            Instant instant = Instant.ofEpochSecond(
                    Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new UnconvertibleException("a timestamp in the key is out of range", e);
        }
    }

    private static String hex(Object value) {
        return HexFormat.of().formatHex(array(value));
    }

    private static byte[] array(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        return (byte[]) value;
    }
}
