package io.evobridge.resolver.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.evobridge.contract.RowFingerprint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** A field of a key, as value and as part of the canonical key text: the same text as the sources write. */
final class KeyPart {

    private static final long SECOND_MICROS = 1_000_000;

    private KeyPart() {}

    /** Text of an Avro value that is not null. */
    static String text(Schema schema, Object value) {
        Schema type = Nullables.something(schema);
        return switch (String.valueOf(type.getProp("connect.name"))) {
            case "io.debezium.time.Date" ->
                LocalDate.ofEpochDay(((Number) value).longValue()).toString();
            case "io.debezium.time.MicroTimestamp" ->
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(Instant.EPOCH
                        .plus(((Number) value).longValue(), ChronoUnit.MICROS)
                        .atOffset(ZoneOffset.UTC));
            case "io.debezium.time.MicroTime" -> time(((Number) value).longValue());
            case "io.debezium.data.Uuid" -> value.toString().toLowerCase(Locale.ROOT);
            default -> byShape(type, value);
        };
    }

    /** The value that a part most likely is, where the body leaves it to the address. */
    static JsonNode json(Schema schema, String text) {
        Schema type = Nullables.something(schema);
        boolean number = AvroDecimal.isVariable(type)
                || AvroDecimal.scale(type).isPresent()
                || ((type.getType() == Schema.Type.INT || type.getType() == Schema.Type.LONG)
                        && text.matches("-?\\d+"));
        try {
            if (number) {
                return DecimalNode.valueOf(new BigDecimal(text));
            } else if (type.getType() == Schema.Type.BOOLEAN) {
                return BooleanNode.valueOf(Boolean.parseBoolean(text));
            } else if (type.getType() == Schema.Type.BYTES) {
                return TextNode.valueOf(
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text)));
            }
        } catch (IllegalArgumentException e) {
            // The text is told to be wrong, as any other value.
        }
        return TextNode.valueOf(text);
    }

    private static String byShape(Schema type, Object value) {
        if (value instanceof ByteBuffer) {
            byte[] bytes = AvroDecimal.array(value);
            return AvroDecimal.scale(type)
                    .map(scale -> RowFingerprint.number(new BigDecimal(new BigInteger(bytes), scale)))
                    .orElseGet(() -> HexFormat.of().formatHex(bytes));
        }
        if (value instanceof GenericRecord decimal && AvroDecimal.isVariable(type)) {
            return RowFingerprint.number(new BigDecimal(
                    new BigInteger(AvroDecimal.array(decimal.get("value"))),
                    ((Number) decimal.get("scale")).intValue()));
        }
        return value.toString();
    }

    /** Hours may exceed 23 and the sign may be negative: MySQL's TIME is a span. */
    private static String time(long micros) {
        long size = Math.abs(micros);
        long seconds = size / SECOND_MICROS;
        String text = String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d",
                micros < 0 ? "-" : "",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60);
        long fraction = size % SECOND_MICROS;
        return fraction == 0
                ? text
                : text + '.' + String.format(Locale.ROOT, "%06d", fraction).replaceAll("0+$", "");
    }
}
