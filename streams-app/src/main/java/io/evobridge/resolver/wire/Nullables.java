package io.evobridge.resolver.wire;

import java.util.List;
import org.apache.avro.Schema;

/** Schemas that allow null: a union of null and one other type. */
final class Nullables {

    private Nullables() {}

    static boolean isNullable(Schema schema) {
        return schema.isNullable();
    }

    /** The type beside null; the schema itself where it does not allow null. */
    static Schema something(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        List<Schema> types = schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        if (types.size() != 1) {
            throw new PoisonException("a union of " + types.size()
                    + " types cannot be merged by field; exclude the column or merge whole records");
        }
        return types.get(0);
    }

    static Schema nullable(Schema type) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    }
}
