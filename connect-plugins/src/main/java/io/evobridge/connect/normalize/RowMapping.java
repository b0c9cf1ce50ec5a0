package io.evobridge.connect.normalize;

import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.EntitySchemas;
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

    private record Column(Field source, Field target, Conversion conversion, boolean key) {

        @Nullable
        Object read(Struct row) {
            // Connect's plain getter turns null into the column's default, which is another value.
            return source.schema().defaultValue() == null ? row.get(source) : row.getWithoutDefault(source.name());
        }
    }

    private record KeyPart(Column column, Function<Object, String> text) {}

    private final String entity;
    private final Schema schema;
    private final List<Column> columns;
    private final List<KeyPart> keyParts;

    private RowMapping(String entity, Schema schema, List<Column> columns, List<KeyPart> keyParts) {
        this.entity = entity;
        this.schema = schema;
        this.columns = columns;
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
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(EntitySchemas.IMAGE_NAMESPACE + '.' + mapping.entity())
                .optional();
        for (Field column : row.fields()) {
            String field = mapping.fieldOf(column.name());
            if (!mapping.takes(column.name(), keyFields)) {
                continue;
            }
            requireUsable(mapping, field, column, builder);
            CanonicalType type = typeOf(mapping, column, !keyFields.contains(field));
            taken.put(column, type);
            builder.field(field, type.schema());
        }
        Schema schema = builder.build();
        requirePresent(mapping, keyFields, schema);
        List<Column> columns = new ArrayList<>();
        taken.forEach((source, type) -> {
            Field target = schema.field(mapping.fieldOf(source.name()));
            columns.add(new Column(source, target, type.conversion(), keyFields.contains(target.name())));
        });
        List<KeyPart> keyParts = new ArrayList<>();
        for (String field : keyFields) {
            Column column = columns.stream()
                    .filter(candidate -> candidate.target.name().equals(field))
                    .findFirst()
                    .orElseThrow();
            keyParts.add(new KeyPart(column, KeyText.of(column.target.schema())));
        }
        return new RowMapping(mapping.entity(), schema, List.copyOf(columns), List.copyOf(keyParts));
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
        for (Column column : columns) {
            Object value = column.read(row);
            if (value == null) {
                continue; // A null in the key is refused where the key's text is made.
            }
            if (unavailable != null && unavailable.is(value)) {
                leftOut.add(column.target.name());
            } else {
                image.put(column.target, convert(column, value));
            }
        }
        return image;
    }

    private Object convert(Column column, Object value) {
        try {
            return column.conversion.apply(value);
        } catch (UnconvertibleException e) {
            throw new UnconvertibleException(
                    "field " + column.target.name() + " of entity " + entity + ": " + e.getMessage(), e.getCause());
        }
    }

    /** The entity's record with nothing but the key of a deleted row, of which the log told no more. */
    Struct keyOnly(Struct image, Set<String> leftOut) {
        Struct keys = new Struct(schema);
        for (Column column : columns) {
            if (column.key) {
                keys.put(column.target, image.get(column.target));
            } else {
                leftOut.add(column.target.name());
            }
        }
        return keys;
    }

    /** Whether every field outside the key is null or Debezium's stand-in for a null that the column forbids. */
    boolean tellsOnlyKey(Struct row) {
        for (Column column : columns) {
            if (!column.key && !StandIn.isPossible(column.read(row))) {
                return false;
            }
        }
        return true;
    }

    /** The text of a row's canonical key. */
    String key(Struct row) {
        List<String> parts = new ArrayList<>(keyParts.size());
        for (KeyPart part : keyParts) {
            Object value = part.column.read(row);
            if (value == null) {
                throw new UnconvertibleException("key field " + part.column.target.name() + " of entity " + entity
                        + " is null: a record needs every part of its key");
            }
            parts.add(part.text.apply(convert(part.column, value)));
        }
        return new CanonicalKey(entity, parts).toString();
    }

    private static List<String> keyFields(EntityMapping mapping, @Nullable Schema recordKey) {
        if (recordKey == null || recordKey.type() != Schema.Type.STRUCT) {
            throw new UnconvertibleException("table " + mapping.table()
                    + " has no primary key: give it one, or name key columns in the connector's message.key.columns");
        }
        List<String> found = recordKey.fields().stream()
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

    private static CanonicalType typeOf(EntityMapping mapping, Field column, boolean optional) {
        try {
            return CanonicalType.of(column.schema(), optional);
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
