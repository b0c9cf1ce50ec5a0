package io.evobridge.connect.avro;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Connect schema → writer tree. One compiler serves one schema, because Avro defines each named record once in it. */
final class WriterCompiler {

    private final Map<String, Schema> records = new HashMap<>();
    private int unnamed;

    /** A writer for top-level values: absence is a record without a value there, so optional makes no union. */
    static ValueWriter compile(org.apache.kafka.connect.data.Schema schema) {
        return new WriterCompiler().required(schema);
    }

    private ValueWriter writer(org.apache.kafka.connect.data.Schema schema) {
        ValueWriter required = required(schema);
        return schema.isOptional() ? required.optional(defaultOf(schema, required) == null) : required;
    }

    private ValueWriter required(org.apache.kafka.connect.data.Schema schema) {
        ValueWriter plain = switch (schema.type()) {
            case BOOLEAN -> scalar(Schema.Type.BOOLEAN, (v, out) -> out.writeBoolean((Boolean) need(v)));
            case INT8, INT16, INT32 -> scalar(Schema.Type.INT, (v, out) -> out.writeInt(((Number) need(v)).intValue()));
            case INT64 -> scalar(Schema.Type.LONG, (v, out) -> out.writeLong((Long) need(v)));
            case FLOAT32 -> scalar(Schema.Type.FLOAT, (v, out) -> out.writeFloat((Float) need(v)));
            case FLOAT64 -> scalar(Schema.Type.DOUBLE, (v, out) -> out.writeDouble((Double) need(v)));
            case STRING -> scalar(Schema.Type.STRING, (v, out) -> out.writeString((String) need(v)));
            case BYTES -> bytes();
            case ARRAY -> array(writer(schema.valueSchema()));
            case MAP -> map(schema);
            case STRUCT -> struct(schema);
        };
        LogicalForm form = LogicalForm.of(schema);
        ValueWriter logical = form == LogicalForm.PLAIN
                ? plain
                : new ValueWriter(
                        plain.schema(),
                        (v, out) -> plain.write(form.toPlain(schema, need(v)), out),
                        v -> plain.json().apply(v == null ? null : form.toPlain(schema, v)));
        if (plain.schema().getType() != Schema.Type.RECORD) {
            describe(schema, form, logical);
        }
        return logical;
    }

    private static ValueWriter scalar(Schema.Type type, ValueWriter.Encoding encoding) {
        // JSON has no infinities and no NaN.
        UnaryOperator<@Nullable Object> json = v -> v instanceof Byte || v instanceof Short
                ? (Object) ((Number) v).intValue()
                : v instanceof Number n && !Double.isFinite(n.doubleValue()) ? null : v;
        return new ValueWriter(Schema.create(type), encoding, json);
    }

    private static ValueWriter bytes() {
        return new ValueWriter(
                Schema.create(Schema.Type.BYTES),
                (v, out) -> {
                    if (need(v) instanceof ByteBuffer buffer) {
                        out.writeBytes(buffer.duplicate());
                    } else {
                        out.writeBytes((byte[]) need(v));
                    }
                },
                v -> {
                    if (v instanceof ByteBuffer buffer) {
                        byte[] copy = new byte[buffer.remaining()];
                        buffer.duplicate().get(copy);
                        return copy;
                    }
                    return v;
                });
    }

    private static ValueWriter array(ValueWriter element) {
        return new ValueWriter(
                Schema.createArray(element.schema()),
                (v, out) -> {
                    Collection<?> items = (Collection<?>) need(v);
                    out.writeArrayStart();
                    out.setItemCount(items.size());
                    for (Object item : items) {
                        out.startItem();
                        element.write(item, out);
                    }
                    out.writeArrayEnd();
                },
                v -> {
                    List<@Nullable Object> items = new ArrayList<>();
                    ((Collection<?>) need(v))
                            .forEach(item -> items.add(element.json().apply(item)));
                    return items;
                });
    }

    private ValueWriter map(org.apache.kafka.connect.data.Schema schema) {
        ValueWriter value = writer(schema.valueSchema());
        org.apache.kafka.connect.data.Schema keySchema = schema.keySchema();
        if (keySchema.type() != org.apache.kafka.connect.data.Schema.Type.STRING || keySchema.isOptional()) {
            return mapOfEntries(schema, writer(keySchema), value);
        }
        return new ValueWriter(
                Schema.createMap(value.schema()),
                (v, out) -> {
                    Map<?, ?> entries = (Map<?, ?>) need(v);
                    out.writeMapStart();
                    out.setItemCount(entries.size());
                    for (Map.Entry<?, ?> entry : entries.entrySet()) {
                        out.startItem();
                        out.writeString((String) need(entry.getKey()));
                        value.write(entry.getValue(), out);
                    }
                    out.writeMapEnd();
                },
                v -> {
                    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                    ((Map<?, ?>) need(v))
                            .forEach((k, e) ->
                                    entries.put((String) k, value.json().apply(e)));
                    return entries;
                });
    }

    /** Avro's maps have text keys; others become a list of entries. */
    private ValueWriter mapOfEntries(org.apache.kafka.connect.data.Schema schema, ValueWriter key, ValueWriter value) {
        Schema entry = schema.name() == null
                ? Schema.createRecord(Convention.MAP_ENTRY, null, Convention.NAMESPACE, false)
                : AvroName.of(schema.name()).record(null);
        if (schema.name() != null) {
            entry.addProp(Convention.INTERNAL_TYPE, Convention.MAP_ENTRY);
        }
        entry.setFields(List.of(
                new Schema.Field(Convention.KEY, key.schema()), new Schema.Field(Convention.VALUE, value.schema())));
        return new ValueWriter(
                Schema.createArray(once(entry)),
                (v, out) -> {
                    Map<?, ?> entries = (Map<?, ?>) need(v);
                    out.writeArrayStart();
                    out.setItemCount(entries.size());
                    for (Map.Entry<?, ?> each : entries.entrySet()) {
                        out.startItem();
                        key.write(each.getKey(), out);
                        value.write(each.getValue(), out);
                    }
                    out.writeArrayEnd();
                },
                v -> null);
    }

    private ValueWriter struct(org.apache.kafka.connect.data.Schema schema) {
        AvroName name = schema.name() == null
                ? new AvroName(
                        Convention.NAMESPACE,
                        Convention.UNNAMED_RECORD + (++unnamed > 1 ? String.valueOf(unnamed) : ""))
                : AvroName.of(schema.name());
        Schema record = name.record(schema.doc());
        List<Schema.Field> avroFields = new ArrayList<>();
        List<StructWriter.FieldWriter> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            AvroName.check(field.name(), "field", record.getFullName());
            ValueWriter writer = writer(field.schema());
            Object json = defaultOf(field.schema(), writer);
            if (json == null && field.schema().isOptional()) {
                json = JsonProperties.NULL_VALUE;
            }
            avroFields.add(new Schema.Field(field.name(), writer.schema(), null, json));
            fields.add(new StructWriter.FieldWriter(field, writer));
        }
        record.setFields(avroFields);
        annotate(schema, record);
        StructWriter writer = new StructWriter(schema, fields);
        return new ValueWriter(once(record), writer::write, v -> null);
    }

    /** The first of equal records; only its metadata stays where others' differ, as with every Avro converter. */
    private Schema once(Schema record) {
        Schema first = records.putIfAbsent(record.getFullName(), record);
        if (first != null && !first.getFields().equals(record.getFields())) {
            throw new DataException("two different structures in one schema are both named " + record.getFullName()
                    + "; rename one of them, Avro knows each name once");
        }
        return first == null ? record : first;
    }

    private static void describe(org.apache.kafka.connect.data.Schema schema, LogicalForm form, ValueWriter writer) {
        Schema avro = writer.schema();
        annotate(schema, avro);
        if (schema.doc() != null) {
            avro.addProp(Convention.DOC, schema.doc());
        }
        Object json = defaultOf(schema, writer);
        if (json != null) {
            avro.addProp(Convention.DEFAULT, json);
        }
        if (schema.name() != null) {
            avro.addProp(Convention.NAME, schema.name());
        }
        switch (schema.type()) {
            case INT8 -> avro.addProp(Convention.TYPE, Convention.INT8);
            case INT16 -> avro.addProp(Convention.TYPE, Convention.INT16);
            default -> form.annotate(schema, avro);
        }
    }

    private static void annotate(org.apache.kafka.connect.data.Schema schema, Schema avro) {
        if (schema.version() != null) {
            avro.addProp(Convention.VERSION, schema.version());
        }
        if (schema.parameters() != null && !schema.parameters().isEmpty()) {
            // Sorted, or one schema would have many texts and as many versions in the registry.
            avro.addProp(Convention.PARAMETERS, new TreeMap<>(schema.parameters()));
        }
    }

    private static @Nullable Object defaultOf(org.apache.kafka.connect.data.Schema schema, ValueWriter writer) {
        return schema.defaultValue() == null ? null : writer.json().apply(schema.defaultValue());
    }

    static Object need(@Nullable Object value) {
        if (value == null) {
            throw new DataException("the value is null but its schema is not optional");
        }
        return value;
    }
}
