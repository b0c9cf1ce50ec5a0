package io.evobridge.sink.common.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The way from a Connect value of one schema to its canonical Java value.
 *
 * @param type what the value means
 * @param conversion takes a value that is not null
 */
record FieldConversion(FieldType type, Function<Object, Object> conversion) {

    private static final Map<String, FieldConversion> BY_NAME = Map.ofEntries(
            named("org.apache.kafka.connect.data.Decimal", FieldType.DECIMAL, v -> v),
            named(
                    "io.debezium.data.VariableScaleDecimal",
                    FieldType.VARIABLE_DECIMAL,
                    v -> variableDecimal((Struct) v)),
            named("org.apache.kafka.connect.data.Date", FieldType.DATE, v -> utc(v).toLocalDate()),
            named("io.debezium.time.Date", FieldType.DATE, v -> LocalDate.ofEpochDay(whole(v))),
            named("io.debezium.time.IsoDate", FieldType.DATE, v -> isoDate((String) v)),
            named("org.apache.kafka.connect.data.Time", FieldType.TIME, v -> Duration.ofMillis(utcMillis(v))),
            named("io.debezium.time.Time", FieldType.TIME, v -> Duration.ofMillis(whole(v))),
            named("io.debezium.time.MicroTime", FieldType.TIME, v -> micros(whole(v))),
            named("io.debezium.time.NanoTime", FieldType.TIME, v -> Duration.ofNanos(whole(v))),
            named("io.debezium.time.IsoTime", FieldType.TIME, v -> isoTime((String) v)),
            named("org.apache.kafka.connect.data.Timestamp", FieldType.TIMESTAMP, v -> utc(v)),
            named("io.debezium.time.Timestamp", FieldType.TIMESTAMP, v -> local(Duration.ofMillis(whole(v)))),
            named("io.debezium.time.MicroTimestamp", FieldType.TIMESTAMP, v -> local(micros(whole(v)))),
            named("io.debezium.time.NanoTimestamp", FieldType.TIMESTAMP, v -> local(Duration.ofNanos(whole(v)))),
            named("io.debezium.time.IsoTimestamp", FieldType.TIMESTAMP, v -> isoTimestamp((String) v)),
            named(
                    "io.debezium.time.ZonedTimestamp",
                    FieldType.ZONED_TIMESTAMP,
                    v -> OffsetDateTime.parse((String) v).toInstant()),
            named("io.debezium.time.ZonedTime", FieldType.ZONED_TIME, v -> OffsetTime.parse((String) v)),
            named("io.debezium.time.Year", FieldType.YEAR, v -> (int) whole(v)),
            named("io.debezium.time.MicroDuration", FieldType.DURATION, v -> micros(whole(v))),
            named("io.debezium.time.NanoDuration", FieldType.DURATION, v -> Duration.ofNanos(whole(v))),
            named("io.debezium.data.Json", FieldType.JSON, v -> v),
            named("io.debezium.data.Uuid", FieldType.UUID, v -> v),
            named("io.debezium.data.Enum", FieldType.ENUM, v -> v),
            named("io.debezium.data.EnumSet", FieldType.ENUM_SET, v -> v),
            named("io.debezium.data.Xml", FieldType.XML, v -> v),
            named("io.debezium.data.Bits", FieldType.BITS, FieldConversion::bytes),
            named("io.debezium.data.geometry.Geometry", FieldType.GEOMETRY, v -> geometry((Struct) v)),
            named("io.debezium.data.geometry.Geography", FieldType.GEOMETRY, v -> geometry((Struct) v)),
            named("io.debezium.data.geometry.Point", FieldType.GEOMETRY, v -> geometry((Struct) v)));

    /** The conversion of a schema: by its name where that is known, else by its type. */
    static FieldConversion of(Schema schema) {
        String name = schema.name();
        FieldConversion named = name == null ? null : BY_NAME.get(name);
        return named != null ? named : byType(schema);
    }

    /** The conversion of a value that came without a schema. */
    static FieldConversion ofSchemaless(@Nullable Object value) {
        if (value == null) {
            return new FieldConversion(FieldType.UNKNOWN, v -> v);
        } else if (value instanceof Boolean) {
            return new FieldConversion(FieldType.BOOLEAN, v -> v);
        } else if (value instanceof Float || value instanceof Double) {
            return new FieldConversion(FieldType.FLOAT64, v -> ((Number) v).doubleValue());
        } else if (value instanceof BigDecimal || value instanceof BigInteger) {
            return new FieldConversion(
                    FieldType.VARIABLE_DECIMAL, v -> v instanceof BigInteger whole ? new BigDecimal(whole) : v);
        } else if (value instanceof Number) {
            return new FieldConversion(FieldType.INT64, FieldConversion::whole);
        } else if (value instanceof List || value instanceof Object[]) {
            return new FieldConversion(FieldType.ARRAY, FieldConversion::nested);
        } else if (value instanceof Map || value instanceof Struct) {
            return new FieldConversion(FieldType.MAP, FieldConversion::nested);
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            return new FieldConversion(FieldType.BYTES, FieldConversion::bytes);
        } else if (value instanceof java.util.Date) {
            return new FieldConversion(FieldType.TIMESTAMP, FieldConversion::utc);
        }
        return new FieldConversion(FieldType.STRING, Object::toString);
    }

    /** The canonical value, null for null. Throws DataException when the value does not fit its schema. */
    @Nullable
    Object convert(String field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return conversion.apply(value);
        } catch (ClassCastException | DateTimeException | ArithmeticException e) {
            throw new DataException("field " + field + " holds a value that is no " + type + ": " + reason(e), e);
        }
    }

    private static String reason(RuntimeException e) {
        // The message of a parser quotes the value, which must not reach logs.
        return e instanceof ClassCastException ? "wrong class" : e.getClass().getSimpleName();
    }

    private static Map.Entry<String, FieldConversion> named(
            String name, FieldType type, Function<Object, Object> conversion) {
        return Map.entry(name, new FieldConversion(type, conversion));
    }

    private static FieldConversion byType(Schema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> new FieldConversion(FieldType.BOOLEAN, v -> v);
            case INT8, INT16, INT32 -> new FieldConversion(FieldType.INT32, v -> ((Number) v).intValue());
            case INT64 -> new FieldConversion(FieldType.INT64, FieldConversion::whole);
            case FLOAT32 -> new FieldConversion(FieldType.FLOAT32, v -> v);
            case FLOAT64 -> new FieldConversion(FieldType.FLOAT64, v -> v);
            case STRING -> new FieldConversion(FieldType.STRING, v -> v);
            case BYTES -> new FieldConversion(FieldType.BYTES, FieldConversion::bytes);
            case ARRAY -> array(schema.valueSchema());
            case MAP -> map(schema.valueSchema());
            case STRUCT -> new FieldConversion(FieldType.MAP, v -> struct((Struct) v));
        };
    }

    private static FieldConversion array(Schema element) {
        FieldConversion each = of(element);
        return new FieldConversion(FieldType.ARRAY, v -> {
            List<@Nullable Object> canonical = new ArrayList<>();
            for (Object value : (List<?>) v) {
                canonical.add(each.convert("element", value));
            }
            return canonical;
        });
    }

    private static FieldConversion map(Schema valueSchema) {
        FieldConversion each = of(valueSchema);
        return new FieldConversion(FieldType.MAP, v -> {
            Map<String, @Nullable Object> canonical = new LinkedHashMap<>();
            ((Map<?, ?>) v).forEach((key, value) -> canonical.put(String.valueOf(key), each.convert("value", value)));
            return canonical;
        });
    }

    private static Map<String, @Nullable Object> struct(Struct struct) {
        Map<String, @Nullable Object> canonical = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            canonical.put(
                    field.name(), of(field.schema()).convert(field.name(), struct.getWithoutDefault(field.name())));
        }
        return canonical;
    }

    private static Object nested(Object value) {
        if (value instanceof Object[] array) {
            return nested(java.util.Arrays.asList(array));
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> canonical = new ArrayList<>();
            list.forEach(v -> canonical.add(v == null ? null : ofSchemaless(v).convert("element", v)));
            return canonical;
        } else if (value instanceof Struct struct) {
            return struct(struct);
        }
        Map<String, @Nullable Object> canonical = new LinkedHashMap<>();
        ((Map<?, ?>) value)
                .forEach((key, v) ->
                        canonical.put(String.valueOf(key), ofSchemaless(v).convert("value", v)));
        return canonical;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        return (byte[]) value;
    }

    private static BigDecimal variableDecimal(Struct struct) {
        return new BigDecimal(new BigInteger(bytes(struct.get("value"))), struct.getInt32("scale"));
    }

    private static Geometry geometry(Struct struct) {
        return new Geometry(bytes(struct.get("wkb")), struct.getInt32("srid"));
    }

    private static long whole(Object value) {
        return ((Number) value).longValue();
    }

    private static Duration micros(long micros) {
        return Duration.ofSeconds(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    @SuppressWarnings("JavaUtilDate") // Connect's own logical types are java.util.Date
    private static long utcMillis(Object value) {
        return ((java.util.Date) value).getTime();
    }

    private static LocalDateTime utc(Object value) {
        return local(Duration.ofMillis(utcMillis(value)));
    }

    private static LocalDateTime local(Duration sinceEpoch) {
        return LocalDateTime.ofEpochSecond(sinceEpoch.getSeconds(), sinceEpoch.getNano(), ZoneOffset.UTC);
    }

    private static LocalDate isoDate(String text) {
        return LocalDate.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
    }

    private static Duration isoTime(String text) {
        return Duration.ofNanos(LocalTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text)
                .toNanoOfDay());
    }

    private static LocalDateTime isoTimestamp(String text) {
        return LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
    }
}
