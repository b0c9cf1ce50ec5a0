package io.evobridge.resolver.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** The schema of an entity that has all fields of several: what one node stores and another does not, and other types. */
final class WidestSchema {

    private WidestSchema() {}

    /**
     * One of the given schemas where it will do, else a new one: the fields of the largest, then those that only others
     * have. Throws {@link PoisonException} where a field has types that nothing can hold.
     */
    static Schema of(List<Schema> schemas) {
        Schema largest = schemas.stream()
                .max(Comparator.comparingInt(schema -> schema.getFields().size()))
                .orElseThrow(() -> new IllegalArgumentException("no schema"));
        Map<String, Schema.Field> fields = new LinkedHashMap<>();
        largest.getFields().forEach(field -> fields.put(field.name(), field));
        for (Schema schema : schemas) {
            for (Schema.Field field : schema.getFields()) {
                Schema.Field known = fields.get(field.name());
                fields.put(field.name(), known == null ? field : widened(known, field, largest.getName()));
            }
        }
        List<Schema.Field> all = new ArrayList<>(fields.values());
        return all.equals(largest.getFields()) ? largest : copy(largest, all);
    }

    private static Schema.Field widened(Schema.Field known, Schema.Field other, String entity) {
        Schema widest = WidestType.of(known.schema(), other.schema())
                .orElseThrow(() -> new PoisonException("the field '" + known.name() + "' of " + entity
                        + " has types at different nodes that nothing can hold both of: " + known.schema() + " and "
                        + other.schema() + "; give it another name on one of them or exclude it there"));
        return widest.equals(known.schema()) ? known : field(known, widest);
    }

    private static Schema copy(Schema model, List<Schema.Field> fields) {
        Schema copy = Schema.createRecord(model.getName(), model.getDoc(), model.getNamespace(), false);
        copy.setFields(
                fields.stream().map(field -> field(field, field.schema())).toList());
        model.getObjectProps().forEach(copy::addProp);
        return copy;
    }

    private static Schema.Field field(Schema.Field model, Schema schema) {
        Object value = schema.isNullable() ? JsonProperties.NULL_VALUE : model.defaultVal();
        Schema.Field field = new Schema.Field(model.name(), schema, model.doc(), value);
        model.getObjectProps().forEach(field::addProp);
        return field;
    }
}
