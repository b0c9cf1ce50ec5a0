package io.evobridge.resolver.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evobridge.bridge.Nearest;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Values as {@link ReadableRecords} shows them, taken back: JSON → Avro. Nothing is rounded, cut or guessed: what a type
 * cannot hold is an {@link UnfitException} with the rule.
 */
final class JsonValue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "connect.name";

    /** More than any database's decimals have. */
    private static final int MAX_DIGITS = 131_072 + 16_384;

    private JsonValue() {}

    /** A value of a schema; null where that is allowed. */
    static @Nullable Object of(Schema schema, JsonNode json) {
        if (json.isNull()) {
            if (!schema.isNullable()) {
                throw new UnfitException("must not be null");
            }
            return null;
        }
        Schema type = Nullables.something(schema);
        return switch (type.getType()) {
            case INT -> Math.toIntExact(integer(type, json, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> integer(type, json, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> floating(json).floatValue();
            case DOUBLE -> floating(json);
            case BOOLEAN -> {
                require(json.isBoolean(), "must be true or false");
                yield json.booleanValue();
            }
            case BYTES -> bytes(type, json);
            case STRING -> text(type, json);
            case ENUM -> new GenericData.EnumSymbol(type, oneOf(plain(json), type.getEnumSymbols()));
            case ARRAY -> items(type, json);
            case MAP -> entries(type, json);
            case RECORD -> record(type, json);
            default -> throw new UnfitException("has the type " + type.getName() + ", which cannot be written here");
        };
    }

    private static long integer(Schema type, JsonNode json, long least, long greatest) {
        return switch (String.valueOf(type.getProp(NAME))) {
            case "io.debezium.time.Date" ->
                parsed(
                        json,
                        "a date such as 2026-11-28",
                        text -> LocalDate.parse(text).toEpochDay());
            case "io.debezium.time.MicroTimestamp" ->
                parsed(
                        json,
                        "a date and time without a zone such as 2026-11-28T09:30:00.5, at most microseconds",
                        text -> micros(LocalDateTime.parse(text)));
            case "io.debezium.time.MicroTime" ->
                json.isNumber()
                        ? whole(json, least, greatest)
                        : parsed(
                                json,
                                "a time such as 09:30:00.5, or microseconds as a number",
                                text -> micros(LocalTime.parse(text)));
            default -> whole(json, least, greatest);
        };
    }

    private static long whole(JsonNode json, long least, long greatest) {
        String rule = "must be a whole number from " + least + " to " + greatest;
        require(json.isNumber(), rule);
        try {
            long number = json.decimalValue().longValueExact();
            require(number >= least && number <= greatest, rule);
            return number;
        } catch (ArithmeticException e) {
            throw new UnfitException(rule);
        }
    }

    private static long micros(LocalDateTime time) {
        requireMicros(time.get(ChronoField.NANO_OF_SECOND));
        return Math.addExact(
                Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), 1_000_000L),
                time.get(ChronoField.MICRO_OF_SECOND));
    }

    private static long micros(LocalTime time) {
        requireMicros(time.get(ChronoField.NANO_OF_SECOND));
        return time.getLong(ChronoField.MICRO_OF_DAY);
    }

    private static void requireMicros(int nanos) {
        if (nanos % 1_000 != 0) {
            throw new DateTimeException("finer than microseconds");
        }
    }

    private static Double floating(JsonNode json) {
        if (json.isTextual() && List.of("NaN", "Infinity", "-Infinity").contains(json.textValue())) {
            return Double.valueOf(json.textValue());
        }
        require(json.isNumber(), "must be a number, or NaN, Infinity or -Infinity as text");
        return json.doubleValue();
    }

    private static ByteBuffer bytes(Schema type, JsonNode json) {
        return AvroDecimal.scale(type).map(scale -> decimal(type, json, scale)).orElseGet(() -> {
            try {
                return ByteBuffer.wrap(Base64.getDecoder().decode(plain(json)));
            } catch (IllegalArgumentException e) {
                throw new UnfitException("must be bytes as base64");
            }
        });
    }

    private static ByteBuffer decimal(Schema type, JsonNode json, int scale) {
        String rule =
                "must be a number with at most " + scale + (scale == 1 ? " digit" : " digits") + " after the point";
        BigDecimal number;
        try {
            number = number(json, rule).setScale(scale);
        } catch (ArithmeticException e) {
            throw new UnfitException(rule);
        }
        int precision = type.getLogicalType() instanceof LogicalTypes.Decimal decimal ? decimal.getPrecision() : 0;
        require(
                precision == 0 || number.precision() <= precision,
                "must be a number with at most " + precision + " digits");
        return ByteBuffer.wrap(number.unscaledValue().toByteArray());
    }

    private static BigDecimal number(JsonNode json, String rule) {
        require(json.isNumber(), rule);
        BigDecimal number = json.decimalValue();
        // A few characters such as 1e999999999 would become a number of a gigabyte.
        require(Math.abs((long) number.scale()) <= MAX_DIGITS && number.precision() <= MAX_DIGITS, rule);
        return number;
    }

    private static String text(Schema type, JsonNode json) {
        return switch (String.valueOf(type.getProp(NAME))) {
            case "io.debezium.data.Json" -> document(json);
            case "io.debezium.data.Uuid" -> uuid(plain(json));
            case "io.debezium.data.Enum" -> oneOf(plain(json), allowed(type));
            case AvroText.ENUM_SET -> members(type, json);
            case AvroText.ZONED_TIMESTAMP ->
                parsed(
                        json,
                        "a date and time with a zone such as 2026-11-28T09:30:00.5Z, at most microseconds",
                        text -> {
                            OffsetDateTime time = OffsetDateTime.parse(text);
                            requireMicros(time.get(ChronoField.NANO_OF_SECOND));
                            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                    time.withOffsetSameInstant(ZoneOffset.UTC));
                        });
            case "io.debezium.time.ZonedTime" ->
                parsed(json, "a time with a zone such as 09:30:00.5Z, at most microseconds", text -> {
                    OffsetTime time = OffsetTime.parse(text);
                    requireMicros(time.get(ChronoField.NANO_OF_SECOND));
                    return DateTimeFormatter.ISO_OFFSET_TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
                });
            default -> plain(json);
        };
    }

    /** Text of a JSON column: as text, or as it is. */
    private static String document(JsonNode json) {
        if (!json.isTextual()) {
            return json.toString();
        }
        try {
            JsonNode read = JSON.readTree(json.textValue());
            require(!read.isMissingNode(), "must be JSON, as text or as it is");
            return json.textValue();
        } catch (JsonProcessingException e) {
            throw new UnfitException("must be JSON, as text or as it is");
        }
    }

    private static String uuid(String text) {
        String rule = "must be a UUID such as 0b5c1f9e-3c1b-4f5e-9d3e-2f1f6d9a7c11";
        require(text.length() == 36, rule);
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw new UnfitException(rule);
        }
    }

    private static String members(Schema type, JsonNode json) {
        List<String> names = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(member -> names.add(plain(member)));
        } else if (!plain(json).isEmpty()) {
            names.addAll(Arrays.asList(plain(json).split(",", -1)));
        }
        List<String> allowed = allowed(type);
        names.forEach(name -> oneOf(name, allowed));
        // In the column's order, as the databases write them.
        return allowed.isEmpty()
                ? String.join(",", names)
                : allowed.stream().filter(names::contains).collect(Collectors.joining(","));
    }

    private static List<String> allowed(Schema type) {
        return type.getObjectProp("connect.parameters") instanceof Map<?, ?> parameters
                        && parameters.get("allowed") != null
                ? Arrays.asList(String.valueOf(parameters.get("allowed")).split(",", -1))
                : List.of();
    }

    private static String oneOf(String word, List<String> words) {
        require(
                words.isEmpty() || words.contains(word),
                "must be one of " + String.join(", ", words) + ", not '" + word + "'" + Nearest.hint(word, words));
        return word;
    }

    private static GenericData.Array<@Nullable Object> items(Schema type, JsonNode json) {
        require(json.isArray(), "must be an array");
        List<@Nullable Object> items = new ArrayList<>();
        json.forEach(item -> items.add(of(type.getElementType(), item)));
        return new GenericData.Array<>(type, items);
    }

    private static Map<String, @Nullable Object> entries(Schema type, JsonNode json) {
        require(json.isObject(), "must be an object");
        Map<String, @Nullable Object> entries = new HashMap<>();
        json.properties().forEach(entry -> entries.put(entry.getKey(), of(type.getValueType(), entry.getValue())));
        return entries;
    }

    private static GenericRecord record(Schema type, JsonNode json) {
        GenericRecord record = new GenericData.Record(type);
        if (AvroDecimal.isVariable(type)) {
            BigDecimal number = number(json, "must be a number");
            BigDecimal written = number.scale() < 0 ? number.setScale(0) : number;
            record.put("scale", written.scale());
            record.put("value", ByteBuffer.wrap(written.unscaledValue().toByteArray()));
            return record;
        }
        require(json.isObject(), "must be an object");
        List<String> names = type.getFields().stream().map(Schema.Field::name).toList();
        json.fieldNames()
                .forEachRemaining(name ->
                        require(names.contains(name), "has no member '" + name + "'" + Nearest.hint(name, names)));
        for (Schema.Field field : type.getFields()) {
            try {
                record.put(field.pos(), of(field.schema(), orNull(json.get(field.name()))));
            } catch (UnfitException e) {
                throw new UnfitException("its member '" + field.name() + "' " + e.getMessage());
            }
        }
        return record;
    }

    static JsonNode orNull(@Nullable JsonNode json) {
        return json == null ? JSON.nullNode() : json;
    }

    private static String plain(JsonNode json) {
        require(json.isTextual(), "must be text in quotes");
        return json.textValue();
    }

    private static <T> T parsed(JsonNode json, String what, Parser<T> parser) {
        require(json.isTextual(), "must be " + what);
        try {
            return parser.parse(json.textValue());
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnfitException("must be " + what);
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new UnfitException(rule);
        }
    }

    private interface Parser<T> {
        T parse(String text);
    }

    /** A value that its type cannot hold; the message is the rule, without the value and the field's name. */
    static final class UnfitException extends RuntimeException {
        UnfitException(String rule) {
            super(rule);
        }
    }
}
