package io.evobridge.resolver.wire;

import io.evobridge.contract.RegistryFrame;
import io.evobridge.resolver.core.merge.Image;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Records as a person reads them: field name → boolean, number, text, list or map. Times and dates are ISO text,
 * decimals are numbers, bytes are base64. Safe for use by many threads.
 */
public final class ReadableRecords {

    private static final long DAY_MICROS = 86_400_000_000L;

    private final SchemaCatalog catalog;

    public ReadableRecords(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    /** The fields of an image; throws {@link PoisonException} for one that does not follow its schema. */
    public Map<String, @Nullable Object> image(Image image) {
        return fields(decode(catalog.image(image.schemaId()), image.bytes(), 0));
    }

    /** A value in registry framing, undone into a record; throws {@link PoisonException} for anything else. */
    public GenericRecord framed(byte[] framed) {
        Schema schema;
        try {
            schema = catalog.image(RegistryFrame.contentId(framed));
        } catch (IllegalArgumentException e) {
            throw new PoisonException("the value is not framed", e);
        }
        return decode(schema, framed, RegistryFrame.HEADER_LENGTH);
    }

    /** The type of an entity's field, for a person; empty where the image has no such field. */
    public Optional<Schema.Type> type(Image image, String field) {
        return Optional.ofNullable(catalog.image(image.schemaId()).getField(field))
                .map(found -> Nullables.something(found.schema()).getType());
    }

    /** The fields of a record, in the order of its schema. */
    public Map<String, @Nullable Object> fields(GenericRecord row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        row.getSchema()
                .getFields()
                .forEach(field -> fields.put(field.name(), value(field.schema(), row.get(field.pos()))));
        return fields;
    }

    private @Nullable Object value(Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Schema type = Nullables.something(schema);
        return switch (type.getType()) {
            case INT, LONG -> time(String.valueOf(type.getProp("connect.name")), ((Number) value).longValue());
            case FLOAT, DOUBLE -> Double.isFinite(((Number) value).doubleValue()) ? value : value.toString();
            case BOOLEAN -> value;
            case BYTES -> bytes(type, array((ByteBuffer) value));
            case ARRAY -> items(type.getElementType(), (Iterable<?>) value);
            case MAP -> entries(type.getValueType(), (Map<?, ?>) value);
            case RECORD -> record(type, (GenericRecord) value);
            default -> value.toString();
        };
    }

    private static Object time(String meaning, long value) {
        return switch (meaning) {
            case "io.debezium.time.Date" -> LocalDate.ofEpochDay(value).toString();
            case "io.debezium.time.MicroTimestamp" ->
                ChronoUnit.MICROS
                        .addTo(LocalDate.EPOCH.atStartOfDay(), value)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDateTime()
                        .toString();
            case "io.debezium.time.MicroTime" ->
                value >= 0 && value < DAY_MICROS
                        ? LocalTime.ofNanoOfDay(value * 1_000).toString()
                        : value;
            default -> value;
        };
    }

    private static Object bytes(Schema type, byte[] bytes) {
        return AvroDecimal.scale(type)
                .<Object>map(scale -> new BigDecimal(new BigInteger(bytes), scale))
                .orElseGet(() -> Base64.getEncoder().encodeToString(bytes));
    }

    private List<@Nullable Object> items(Schema element, Iterable<?> items) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object item : items) {
            values.add(value(element, item));
        }
        return values;
    }

    private Map<String, @Nullable Object> entries(Schema type, Map<?, ?> entries) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entries.forEach((name, entry) -> values.put(String.valueOf(name), value(type, entry)));
        return values;
    }

    private Object record(Schema type, GenericRecord row) {
        if (AvroDecimal.isVariable(type) && row.get("value") instanceof ByteBuffer unscaled) {
            return new BigDecimal(new BigInteger(array(unscaled)), ((Number) row.get("scale")).intValue());
        }
        return fields(row);
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.duplicate().get(array);
        return array;
    }

    private static GenericRecord decode(Schema schema, byte[] bytes, int from) {
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(Arrays.copyOfRange(bytes, from, bytes.length), null));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new PoisonException("a value does not follow its schema " + schema.getFullName(), e);
        }
    }
}
