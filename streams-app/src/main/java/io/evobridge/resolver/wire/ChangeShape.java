package io.evobridge.resolver.wire;

import io.evobridge.contract.EntitySchemas;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the resolver knows about one writer's schema of change events: the order of its fields, and the registry's ids
 * of the schemas that its own records carry.
 *
 * @param entity canonical record type
 * @param fields of the writer's schema, in its order
 * @param image schema of the before and after images
 * @param imageId content id of the image schema, which resolved records carry
 * @param stampedId content id of the stamped change with these images
 */
public record ChangeShape(String entity, List<Schema.Field> fields, Schema image, int imageId, int stampedId) {

    private static final Map<String, Schema.Type> SCALARS = Map.of(
            "node", Schema.Type.STRING,
            "entity", Schema.Type.STRING,
            "op", Schema.Type.STRING,
            "commit_micros", Schema.Type.LONG,
            "captured_micros", Schema.Type.LONG,
            "position_major", Schema.Type.LONG,
            "position_minor", Schema.Type.LONG);

    public ChangeShape {
        fields = List.copyOf(fields);
    }

    /** Finds the image schema of a change event's schema and checks that the rest can be read. */
    static Schema imageOf(Schema writer) {
        for (Map.Entry<String, Schema.Type> scalar : SCALARS.entrySet()) {
            Schema.Field field = writer.getField(scalar.getKey());
            if (field == null || field.schema().getType() != scalar.getValue()) {
                throw new PoisonException("the schema " + writer.getFullName() + " has no field '" + scalar.getKey()
                        + "' of type " + scalar.getValue().getName()
                        + "; it was not written by an Evobridge source of this version");
            }
        }
        Schema after = imageOf(writer, "after");
        if (!after.equals(imageOf(writer, "before")) || !after.getName().equals(writer.getName())) {
            throw new PoisonException("the schema " + writer.getFullName()
                    + " does not hold the same entity before and after; correct the source that writes it");
        }
        return after;
    }

    private static Schema imageOf(Schema writer, String name) {
        Schema.Field field = writer.getField(name);
        Schema image = field == null || !field.schema().isUnion() ? null : recordIn(field.schema());
        if (image == null) {
            throw new PoisonException("the schema " + writer.getFullName() + " has no field '" + name
                    + "' that is null or " + EntitySchemas.IMAGE_NAMESPACE + '.' + writer.getName());
        }
        return image;
    }

    private static @Nullable Schema recordIn(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .findFirst()
                .orElse(null);
    }
}
