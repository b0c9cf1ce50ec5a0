package io.evobridge.connect.avro;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Avro schema → reader tree. */
final class ReaderCompiler {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderCompiler.class);

    /** Schemas around the one that is being compiled. */
    private final Set<Schema> open = Collections.newSetFromMap(new IdentityHashMap<>());

    static ValueReader compile(Schema schema) {
        return new ReaderCompiler().reader(schema, null);
    }

    /** @param fieldDefault of the field that holds the value; null for none */
    private ValueReader reader(Schema schema, @Nullable Object fieldDefault) {
        if (schema.getType() != Schema.Type.UNION) {
            return build(schema, false, fieldDefault);
        }
        List<Schema> types = schema.getTypes();
        int nullIndex = types.size() != 2 ? -1 : types.get(0).getType() == Schema.Type.NULL ? 0 : 1;
        if (nullIndex < 0 || types.get(nullIndex).getType() != Schema.Type.NULL) {
            throw new DataException("a union of other than null and one type is not supported: its values have no"
                    + " one Connect schema");
        }
        ValueReader value = build(types.get(1 - nullIndex), true, fieldDefault);
        return new ValueReader(
                value.schema(), in -> in.readIndex(2) == nullIndex ? null : value.read(in), value.json());
    }

    private ValueReader build(Schema avro, boolean optional, @Nullable Object fieldDefault) {
        if (!open.add(avro)) {
            throw new DataException("the schema " + avro.getFullName() + " contains itself; Connect cannot hold that");
        }
        Shape shape = shape(avro);
        open.remove(avro);
        SchemaBuilder builder = shape.builder();
        SchemaMetadata.describe(avro, builder);
        if (optional) {
            builder.optional();
        }
        ValueReader withoutDefault = logical(shape.content().in(builder.build()));
        Object json = fieldDefault == null ? avro.getObjectProp(Convention.DEFAULT) : fieldDefault;
        if (json == null || json == JsonProperties.NULL_VALUE) {
            return withoutDefault;
        }
        try {
            builder.defaultValue(withoutDefault.json().apply(json));
        } catch (DataException | ClassCastException e) {
            // A default matters to those who evolve schemas; the values themselves are all there without it.
            LOG.warn("event=default_ignored schema={} type={}", avro.getFullName(), avro.getType());
            return withoutDefault;
        }
        return logical(shape.content().in(builder.build()));
    }

    private static ValueReader logical(ValueReader plain) {
        LogicalForm form = LogicalForm.of(plain.schema());
        if (form == LogicalForm.PLAIN) {
            return plain;
        }
        return new ValueReader(
                plain.schema(),
                in -> form.toLogical(plain.schema(), WriterCompiler.need(plain.read(in))),
                v -> form.toLogical(
                        plain.schema(), WriterCompiler.need(plain.json().apply(v))));
    }

    /** What is read and how it is built, before name and metadata. */
    private record Shape(SchemaBuilder builder, Content content) {}

    /** Given the finished schema: bytes → value, and default → value. */
    @FunctionalInterface
    private interface Content {
        ValueReader in(org.apache.kafka.connect.data.Schema schema);
    }

    private static Shape scalar(SchemaBuilder builder, ValueReader.Decoding decoding, UnaryOperator<Object> json) {
        return new Shape(builder, schema -> new ValueReader(schema, decoding, v -> json.apply(WriterCompiler.need(v))));
    }

    private Shape shape(Schema avro) {
        return switch (avro.getType()) {
            case BOOLEAN -> scalar(SchemaBuilder.bool(), AvroInput::readBoolean, v -> v);
            case INT -> integer(avro);
            case LONG -> scalar(SchemaBuilder.int64(), AvroInput::readLong, v -> ((Number) v).longValue());
            case FLOAT -> scalar(SchemaBuilder.float32(), AvroInput::readFloat, v -> ((Number) v).floatValue());
            case DOUBLE -> scalar(SchemaBuilder.float64(), AvroInput::readDouble, v -> ((Number) v).doubleValue());
            case STRING -> scalar(SchemaBuilder.string(), AvroInput::readString, Object::toString);
            case BYTES -> scalar(SchemaBuilder.bytes(), AvroInput::readBytes, ReaderCompiler::bytes);
            case FIXED -> {
                int size = avro.getFixedSize();
                yield scalar(SchemaBuilder.bytes(), in -> in.readFixed(size), ReaderCompiler::bytes);
            }
            case ENUM -> {
                List<String> symbols = List.copyOf(avro.getEnumSymbols());
                yield scalar(SchemaBuilder.string(), in -> symbols.get(in.readEnum(symbols.size())), Object::toString);
            }
            case ARRAY -> isMapEntry(avro.getElementType()) ? mapOfEntries(avro.getElementType()) : array(avro);
            case MAP -> map(avro);
            case RECORD -> record(avro);
            case NULL, UNION ->
                throw new DataException("a value of Avro type " + avro.getType() + " has no Connect schema");
        };
    }

    private static Shape integer(Schema avro) {
        String type = avro.getProp(Convention.TYPE);
        if (Convention.INT8.equals(type)) {
            return scalar(SchemaBuilder.int8(), in -> (byte) in.readInt(), v -> ((Number) v).byteValue());
        } else if (Convention.INT16.equals(type)) {
            return scalar(SchemaBuilder.int16(), in -> (short) in.readInt(), v -> ((Number) v).shortValue());
        }
        return scalar(SchemaBuilder.int32(), AvroInput::readInt, v -> ((Number) v).intValue());
    }

    private static Object bytes(Object json) {
        if (json instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        return json instanceof byte[] given ? given : ((String) json).getBytes(StandardCharsets.ISO_8859_1);
    }

    private Shape array(Schema avro) {
        ValueReader element = reader(avro.getElementType(), null);
        return new Shape(
                SchemaBuilder.array(element.schema()),
                schema -> new ValueReader(
                        schema,
                        in -> {
                            List<@Nullable Object> items = new ArrayList<>();
                            for (int block = in.readBlockStart(); block > 0; block = in.readBlockNext()) {
                                for (int i = 0; i < block; i++) {
                                    items.add(element.read(in));
                                }
                            }
                            return items;
                        },
                        v -> {
                            List<@Nullable Object> items = new ArrayList<>();
                            ((Collection<?>) WriterCompiler.need(v))
                                    .forEach(item -> items.add(element.json().apply(item)));
                            return items;
                        }));
    }

    private Shape map(Schema avro) {
        ValueReader value = reader(avro.getValueType(), null);
        return new Shape(
                SchemaBuilder.map(org.apache.kafka.connect.data.Schema.STRING_SCHEMA, value.schema()),
                schema -> new ValueReader(schema, entries(AvroInput::readString, value.decoding()), v -> {
                    Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
                    ((Map<?, ?>) WriterCompiler.need(v))
                            .forEach((k, e) ->
                                    entries.put(k.toString(), value.json().apply(e)));
                    return entries;
                }));
    }

    private Shape mapOfEntries(Schema entry) {
        ValueReader key = reader(entry.getField(Convention.KEY).schema(), null);
        ValueReader value = reader(entry.getField(Convention.VALUE).schema(), null);
        return new Shape(
                SchemaBuilder.map(key.schema(), value.schema()),
                schema -> new ValueReader(schema, entries(key.decoding(), value.decoding()), v -> {
                    throw new DataException("a map with keys other than text has no default");
                }));
    }

    private static ValueReader.Decoding entries(ValueReader.Decoding key, ValueReader.Decoding value) {
        return in -> {
            Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
            for (int block = in.readBlockStart(); block > 0; block = in.readBlockNext()) {
                for (int i = 0; i < block; i++) {
                    entries.put(key.read(in), value.read(in));
                }
            }
            return entries;
        };
    }

    private static boolean isMapEntry(Schema element) {
        return element.getType() == Schema.Type.RECORD
                && element.getFields().size() == 2
                && element.getField(Convention.KEY) != null
                && element.getField(Convention.VALUE) != null
                && (element.getFullName().equals(Convention.NAMESPACE + '.' + Convention.MAP_ENTRY)
                        || Convention.MAP_ENTRY.equals(element.getProp(Convention.INTERNAL_TYPE)));
    }

    private Shape record(Schema avro) {
        SchemaBuilder builder = SchemaBuilder.struct();
        List<ValueReader> readers = new ArrayList<>();
        for (Schema.Field field : avro.getFields()) {
            ValueReader reader = reader(field.schema(), field.hasDefaultValue() ? field.defaultVal() : null);
            builder.field(field.name(), reader.schema());
            readers.add(reader);
        }
        return new Shape(builder, schema -> {
            List<Field> fields = schema.fields();
            return new ValueReader(
                    schema,
                    in -> {
                        Struct struct = new Struct(schema);
                        for (int i = 0; i < fields.size(); i++) {
                            struct.put(fields.get(i), readers.get(i).read(in));
                        }
                        return struct;
                    },
                    v -> {
                        throw new DataException("a structure has no default");
                    });
        });
    }
}
