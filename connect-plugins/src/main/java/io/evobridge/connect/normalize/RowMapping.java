package io.evobridge.connect.normalize;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.EntitySchemas;
import io.evobridge.contract.mapping.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The way from a table's rows to records of its entity, worked out once per row schema. */
final class RowMapping {

    private record KeyPart(MappedField field, Function<Object, String> text) {}

    private final String entity;
    private final Schema schema;
    private final List<MappedField> fields;
    private final List<KeyPart> keyParts;

    private RowMapping(String entity, Schema schema, List<MappedField> fields, List<KeyPart> keyParts) {
        this.entity = entity;
        this.schema = schema;
        this.fields = fields;
        this.keyParts = keyParts;
    }

    /**
     * Works out a mapping.
     *
     * @param row schema of the envelope's before and after
     * @param recordKey schema of the record's key; null where the table has none
     * @throws UnconvertibleException when mapping and table do not fit
     */
    static RowMapping of(EntityMapping mapping, Schema row, @Nullable Schema recordKey) {
        List<String> keyFields = keyFields(mapping, recordKey);
        Map<Field, CanonicalType> taken = new LinkedHashMap<>();
        Map<String, List<Field>> columnsByField = new LinkedHashMap<>();
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(EntitySchemas.IMAGE_NAMESPACE + '.' + mapping.entity())
                .optional();
        for (Field column : row.fields()) {
            String field = mapping.fieldOf(column.name());
            if (!mapping.takes(column.name(), keyFields)) {
                continue;
            }
            List<Field> parts = columnsByField.computeIfAbsent(field, any -> new ArrayList<>());
            parts.add(column);
            if (parts.size() > 1 && mapping.rules().splits().containsKey(field)) {
                typeOf(mapping, field, column, true);
                continue;
            }
            requireUsable(mapping, field, column, builder);
            CanonicalType type = typeOf(mapping, field, column, !keyFields.contains(field));
            taken.put(column, type);
            builder.field(field, type.schema());
        }
        Schema schema = builder.build();
        requirePresent(mapping, keyFields, schema);
        List<MappedField> fields = new ArrayList<>();
        taken.forEach((source, type) -> {
            Field target = schema.field(mapping.fieldOf(source.name()));
            fields.add(mappedField(mapping, target, type, row, source, keyFields));
        });
        List<KeyPart> keyParts = new ArrayList<>();
        for (String name : keyFields) {
            MappedField field = fields.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            keyParts.add(new KeyPart(field, KeyText.of(field.target().schema())));
        }
        return new RowMapping(mapping.entity(), schema, List.copyOf(fields), List.copyOf(keyParts));
    }

    private static MappedField mappedField(
            EntityMapping mapping, Field target, CanonicalType type, Schema row, Field source, List<String> keyFields) {
        Split split = mapping.rules().splits().get(target.name());
        if (split == null) {
            return new MappedField(target, List.of(source), null, type.conversion(), keyFields.contains(target.name()));
        }
        List<Field> parts = new ArrayList<>();
        for (String name : split.columns()) {
            Field part = row.field(name);
            if (part == null) {
                throw new UnconvertibleException("table " + mapping.table() + " has no column " + name
                        + " for a part of field " + target.name() + " of entity " + mapping.entity()
                        + ": mend the mapping or the table");
            }
            parts.add(part);
        }
        return new MappedField(target, List.copyOf(parts), split, Conversion.NONE, false);
    }

    /** Schema of the entity's record: key fields required, all others optional; itself optional. */
    Schema schema() {
        return schema;
    }

    /**
     * The entity's record of a row.
     *
     * @param unavailable recognises values that the log left out; null where the log leaves none out
     * @param leftOut receives the names of such fields; they are null in the result
     */
    Struct image(Struct row, @Nullable UnavailableValue unavailable, Set<String> leftOut) {
        Struct image = new Struct(schema);
        for (MappedField field : fields) {
            if (unavailable != null && field.isLeftOut(row, unavailable)) {
                leftOut.add(field.name());
                continue;
            }
            Object value = field.read(row);
            if (value != null) { // A null in the key is refused where the key's text is made.
                image.put(field.target(), convert(field, value));
            }
        }
        return image;
    }

    private Object convert(MappedField field, Object value) {
        try {
            return field.conversion().apply(value);
        } catch (UnconvertibleException e) {
            throw new UnconvertibleException(
                    "field " + field.name() + " of entity " + entity + ": " + e.getMessage(), e.getCause());
        }
    }

    /** The entity's record of a deleted row with nothing but its key: the log told no more, or nothing that can be read. */
    Struct keyOnly(Struct row, Set<String> leftOut) {
        Struct keys = new Struct(schema);
        for (MappedField field : fields) {
            Object value = field.key() ? field.read(row) : null;
            if (value != null) {
                keys.put(field.target(), convert(field, value));
            } else {
                leftOut.add(field.name());
            }
        }
        return keys;
    }

    /** Whether every field outside the key is null or Debezium's stand-in for a null that the column forbids. */
    boolean tellsOnlyKey(Struct row) {
        return fields.stream().allMatch(field -> field.key() || field.tellsNothing(row));
    }

    /** The text of a row's canonical key. */
    String key(Struct row) {
        List<String> parts = new ArrayList<>(keyParts.size());
        for (KeyPart part : keyParts) {
            Object value = part.field.read(row);
            if (value == null) {
                throw new UnconvertibleException("key field " + part.field.name() + " of entity " + entity
                        + " is null: a record needs every part of its key");
            }
            parts.add(part.text.apply(convert(part.field, value)));
        }
        return new CanonicalKey(entity, parts).toString();
    }

    private static List<String> keyFields(EntityMapping mapping, @Nullable Schema recordKey) {
        if (recordKey == null || recordKey.type() != Schema.Type.STRUCT) {
            throw new UnconvertibleException("table " + mapping.table()
                    + " has no primary key: give it one, or name key columns in the connector's message.key.columns");
        }
        List<String> found = recordKey.fields().stream()
                .filter(column -> mapping.rules().constantOf(column.name()) == null)
                .map(column -> mapping.fieldOf(column.name()))
                .toList();
        if (mapping.key().isEmpty()) {
            return found;
        }
        if (!new HashSet<>(found).equals(new HashSet<>(mapping.key()))) {
            List<String> wanted = mapping.key().stream().map(mapping::columnOf).toList();
            throw new UnconvertibleException("the key of entity " + mapping.entity() + " is " + mapping.key()
                    + ", but the connector's record key is " + found
                    + ", so a changed key would not arrive as delete and create: set the connector's"
                    + " message.key.columns to " + mapping.table() + ":" + String.join(",", wanted));
        }
        return mapping.key();
    }

    private static CanonicalType typeOf(EntityMapping mapping, String field, Field column, boolean optional) {
        try {
            CanonicalType type = CanonicalType.of(column.schema(), optional);
            if (mapping.rules().splits().containsKey(field)) {
                return ColumnConversion.ofPart(type);
            }
            var conversion = mapping.rules().conversionOf(field);
            return conversion == null ? type : ColumnConversion.of(conversion, type);
        } catch (UnconvertibleException e) {
            throw new UnconvertibleException(
                    "column " + column.name() + " of table " + mapping.table() + ": " + e.getMessage(), e);
        }
    }

    private static void requireUsable(EntityMapping mapping, String field, Field column, SchemaBuilder taken) {
        String rename = EntityConfig.prefix(mapping.entity()) + "columns";
        if (!field.matches(NormalizeConfig.FIELD_NAME)) {
            throw new UnconvertibleException("column '" + column.name() + "' of table " + mapping.table()
                    + " cannot be the name of a field: rename it in " + rename + ", or leave it out");
        }
        if (taken.field(field) != null) {
            throw new UnconvertibleException("two columns of table " + mapping.table() + " are field " + field
                    + " of entity " + mapping.entity() + ": rename one in " + rename);
        }
    }

    private static void requirePresent(EntityMapping mapping, List<String> keyFields, Schema schema) {
        Set<String> wanted = new HashSet<>(keyFields);
        wanted.addAll(mapping.fields());
        wanted.addAll(mapping.columns().keySet());
        for (String field : wanted) {
            if (schema.field(field) == null
                    && (mapping.fields().isEmpty() || mapping.fields().contains(field))) {
                throw new UnconvertibleException("table " + mapping.table() + " has no column "
                        + mapping.columnOf(field) + " for field " + field + " of entity " + mapping.entity()
                        + ": mend the mapping or the table");
            }
        }
    }
}
