package io.evobridge.resolver.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.evobridge.bridge.Nearest;
import io.evobridge.resolver.core.merge.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Records as a person writes them: the JSON that {@link ReadableRecords} shows → image. Safe for use by many threads. */
public final class WritableRecords {

    private final SchemaCatalog catalog;

    public WritableRecords(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What is wrong with a field.
     *
     * @param rule what it must be, without its name
     */
    public record Fault(String field, String rule) {}

    /** A record that cannot be written; with every fault that it has. */
    public static final class WrongRecordException extends RuntimeException {

        private final transient List<Fault> faults;

        WrongRecordException(List<Fault> faults) {
            super(faults.size() + " fields are wrong");
            this.faults = List.copyOf(faults);
        }

        public List<Fault> faults() {
            return faults;
        }
    }

    /**
     * An image in the given schema. Fields that are left out are null, those of the key as the key says.
     *
     * @param key field → its part of the canonical key text
     * @throws WrongRecordException a field is unknown, missing, of another type, or not what the key says
     */
    public Image image(Schema schema, JsonNode record, SortedMap<String, String> key) {
        List<Fault> faults = new ArrayList<>();
        List<String> names = schema.getFields().stream().map(Schema.Field::name).toList();
        record.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                faults.add(new Fault(name, "is no field of " + schema.getName() + Nearest.hint(name, names)));
            }
        });
        GenericRecord row = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            try {
                row.put(field.pos(), value(field, record.get(field.name()), key.get(field.name())));
            } catch (JsonValue.UnfitException e) {
                faults.add(new Fault(field.name(), String.valueOf(e.getMessage())));
            }
        }
        if (!faults.isEmpty()) {
            throw new WrongRecordException(faults);
        }
        return new Image(catalog.imageId(schema), encode(schema, row));
    }

    private static @Nullable Object value(Schema.Field field, @Nullable JsonNode json, @Nullable String part) {
        if (part == null) {
            if (json == null && !field.schema().isNullable()) {
                throw new JsonValue.UnfitException("is missing: every record must have it");
            }
            return JsonValue.of(field.schema(), JsonValue.orNull(json));
        }
        Object value = JsonValue.of(field.schema(), json == null ? KeyPart.json(field.schema(), part) : json);
        if (value == null || !KeyPart.text(field.schema(), value).equals(part)) {
            throw new JsonValue.UnfitException("must be what the address says: " + part);
        }
        return value;
    }

    private static byte[] encode(Schema schema, GenericRecord row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(row, out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
