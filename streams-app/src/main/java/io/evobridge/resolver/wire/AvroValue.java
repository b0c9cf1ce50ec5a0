package io.evobridge.resolver.wire;

import io.evobridge.resolver.core.merge.field.FieldValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one schema are read as field values and written again: Avro value ↔ field value. Writing takes
 * values of other schemas too and throws {@link PoisonException} for those that it cannot hold.
 */
interface AvroValue {

    FieldValue read(Object value);

    Object write(FieldValue value);

    /** For a schema; where it allows null, for its other type. */
    static AvroValue of(Schema schema) {
        Schema type = Nullables.something(schema);
        return switch (type.getType()) {
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> new AvroNumber(type.getType());
            case BYTES, FIXED -> AvroBytes.of(type);
            case STRING, ENUM -> AvroText.of(type);
            case ARRAY -> new Items(type, of(type.getElementType()));
            case MAP -> new Entries(of(type.getValueType()));
            case RECORD -> AvroDecimal.isVariable(type) ? AvroDecimal.variable(type) : Members.of(type);
            default ->
                throw new PoisonException(
                        "a value of type " + type.getType().getName() + " cannot be merged; exclude the column");
        };
    }

    /** As {@link #read}, for a value that may be null. */
    default FieldValue readNullable(@Nullable Object value) {
        return value == null ? FieldValue.Nothing.VALUE : read(value);
    }

    /** As {@link #write}, null for nothing. */
    default @Nullable Object writeNullable(FieldValue value) {
        return value.equals(FieldValue.Nothing.VALUE) ? null : write(value);
    }

    /** What to say of a value that a schema cannot hold; the value itself is nobody's business. */
    static PoisonException unfit(Schema.Type type) {
        return new PoisonException("a value of another node does not fit the type " + type.getName()
                + "; give the columns types that hold the same values, or exclude one");
    }

    /** An array. */
    record Items(Schema schema, AvroValue element) implements AvroValue {
        @Override
        public FieldValue read(Object value) {
            List<FieldValue> items = new ArrayList<>();
            for (Object item : (Iterable<?>) value) {
                items.add(element.readNullable(item));
            }
            return new FieldValue.Items(items);
        }

        @Override
        public Object write(FieldValue value) {
            if (!(value instanceof FieldValue.Items items)) {
                throw unfit(Schema.Type.ARRAY);
            }
            List<@Nullable Object> written = new ArrayList<>();
            items.values().forEach(item -> written.add(element.writeNullable(item)));
            return new GenericData.Array<>(schema, written);
        }
    }

    /** A map with text keys. */
    record Entries(AvroValue value) implements AvroValue {
        @Override
        public FieldValue read(Object map) {
            SortedMap<String, FieldValue> values = new TreeMap<>();
            ((Map<?, ?>) map).forEach((name, entry) -> values.put(name.toString(), value.readNullable(entry)));
            return new FieldValue.Struct(values);
        }

        @Override
        public Object write(FieldValue struct) {
            if (!(struct instanceof FieldValue.Struct named)) {
                throw unfit(Schema.Type.MAP);
            }
            Map<String, @Nullable Object> written = new HashMap<>();
            named.values().forEach((name, entry) -> written.put(name, value.writeNullable(entry)));
            return written;
        }
    }

    /** A record inside the entity's record, such as a point. */
    record Members(Schema schema, Map<String, AvroValue> fields) implements AvroValue {

        static Members of(Schema schema) {
            Map<String, AvroValue> fields = new HashMap<>();
            schema.getFields().forEach(field -> fields.put(field.name(), AvroValue.of(field.schema())));
            return new Members(schema, fields);
        }

        @Override
        public FieldValue read(Object value) {
            SortedMap<String, FieldValue> values = new TreeMap<>();
            fields.forEach((name, field) -> values.put(name, field.readNullable(((GenericRecord) value).get(name))));
            return new FieldValue.Struct(values);
        }

        @Override
        public Object write(FieldValue struct) {
            if (!(struct instanceof FieldValue.Struct named)) {
                throw unfit(Schema.Type.RECORD);
            }
            GenericRecord written = new GenericData.Record(schema);
            fields.forEach((name, field) -> written.put(
                    name, field.writeNullable(named.values().getOrDefault(name, FieldValue.Nothing.VALUE))));
            return written;
        }
    }
}
