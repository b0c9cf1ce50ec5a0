package io.evobridge.resolver.wire;

import io.evobridge.contract.RowFingerprint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The plain text of one field's values, as {@link RowFingerprint} asks for it: Avro value → text. */
@FunctionalInterface
interface PlainText {

    /** Text of a value that is not null. */
    String of(Object value);

    /** For the values of a schema; for null too where it is a union. */
    static PlainText of(Schema schema) {
        return switch (schema.getType()) {
            case BOOLEAN -> value -> (Boolean) value ? "1" : "0";
            case INT, LONG -> value -> RowFingerprint.number(BigDecimal.valueOf(((Number) value).longValue()));
            case FLOAT, DOUBLE -> PlainText::floating;
            case BYTES -> bytes(schema);
            case STRING -> text(schema);
            case RECORD -> record(schema);
            case ARRAY -> value -> compact(GenericData.get().toString(value));
            case UNION -> of(branch(schema));
            default -> String::valueOf;
        };
    }

    private static Schema branch(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElse(union.getTypes().get(0));
    }

    private static String floating(Object value) {
        double number = ((Number) value).doubleValue();
        return Double.isFinite(number) ? RowFingerprint.number(new BigDecimal(value.toString())) : value.toString();
    }

    private static PlainText bytes(Schema schema) {
        Integer scale = scale(schema);
        return scale == null
                ? value -> RowFingerprint.bytes(array(value))
                : value -> RowFingerprint.number(new BigDecimal(new BigInteger(array(value)), scale));
    }

    /** Null for bytes that are no decimal. Connect's own parameter also tells scales that Avro does not know. */
    private static @Nullable Integer scale(Schema schema) {
        if ("org.apache.kafka.connect.data.Decimal".equals(schema.getProp("connect.name"))
                && schema.getObjectProp("connect.parameters") instanceof Map<?, ?> parameters
                && parameters.get("scale") != null) {
            return Integer.valueOf(String.valueOf(parameters.get("scale")));
        }
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal ? decimal.getScale() : null;
    }

    private static PlainText text(Schema schema) {
        String name = String.valueOf(schema.getProp("connect.name"));
        return switch (name) {
            case "io.debezium.time.ZonedTimestamp" -> value -> parsed(value, PlainText::timestampMicros);
            case "io.debezium.time.ZonedTime" -> value -> parsed(value, PlainText::timeMicros);
            default -> String::valueOf;
        };
    }

    private static String parsed(Object value, PlainText parser) {
        try {
            return parser.of(value);
        } catch (DateTimeParseException | ArithmeticException e) {
            // PostgreSQL's infinity, for example: the same text on both sides.
            return value.toString();
        }
    }

    private static String timestampMicros(Object value) {
        Instant instant = OffsetDateTime.parse(value.toString()).toInstant();
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    private static String timeMicros(Object value) {
        LocalTime utc = OffsetTime.parse(value.toString())
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalTime();
        return Long.toString(utc.getLong(ChronoField.MICRO_OF_DAY));
    }

    private static PlainText record(Schema schema) {
        if (schema.getFullName().equals("io.debezium.data.VariableScaleDecimal")) {
            return PlainText::variableDecimal;
        }
        return PlainText::struct;
    }

    /** Points, geometries, geographies: the well-known binary says it all but the reference system. */
    private static String struct(Object value) {
        return value instanceof GenericRecord shape
                        && shape.hasField("wkb")
                        && shape.get("wkb") instanceof ByteBuffer binary
                ? RowFingerprint.bytes(array(binary))
                : compact(GenericData.get().toString(value));
    }

    private static String variableDecimal(Object value) {
        GenericRecord decimal = (GenericRecord) value;
        int scale = ((Number) decimal.get("scale")).intValue();
        return RowFingerprint.number(new BigDecimal(new BigInteger(array(decimal.get("value"))), scale));
    }

    /** JSON without the white space between its tokens. */
    private static String compact(String json) {
        StringBuilder compact = new StringBuilder(json.length());
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted || !Character.isWhitespace(c)) {
                compact.append(c);
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                compact.append(json.charAt(++i));
            }
        }
        return compact.toString();
    }

    private static byte[] array(Object value) {
        ByteBuffer bytes = ((ByteBuffer) value).duplicate();
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return array;
    }
}
