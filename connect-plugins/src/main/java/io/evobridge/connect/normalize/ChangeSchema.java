package io.evobridge.connect.normalize;

import io.evobridge.contract.EntitySchemas;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The Connect schema of an entity's change events, field for field the contract's {@code change-event.avsc}. */
final class ChangeSchema {

    private final String entity;
    private final Schema schema;
    private final Field[] fields;

    ChangeSchema(String entity, Schema image) {
        this.entity = entity;
        this.schema = SchemaBuilder.struct()
                .name(EntitySchemas.CHANGE_NAMESPACE + '.' + entity)
                .field("node", Schema.STRING_SCHEMA)
                .field("entity", Schema.STRING_SCHEMA)
                .field("op", Schema.STRING_SCHEMA)
                .field("commit_micros", Schema.INT64_SCHEMA)
                .field("captured_micros", Schema.INT64_SCHEMA)
                .field("position_major", Schema.INT64_SCHEMA)
                .field("position_minor", Schema.INT64_SCHEMA)
                .field("transaction", Schema.OPTIONAL_STRING_SCHEMA)
                .field("unavailable", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .field("before", image)
                .field("after", image)
                .build();
        this.fields = schema.fields().toArray(Field[]::new);
    }

    Schema schema() {
        return schema;
    }

    Struct event(Write write, List<String> unavailable, @Nullable Struct before, @Nullable Struct after) {
        return new Struct(schema)
                .put(fields[0], write.node())
                .put(fields[1], entity)
                .put(fields[2], write.op())
                .put(fields[3], write.commitMicros())
                .put(fields[4], write.capturedMicros())
                .put(fields[5], write.position().major())
                .put(fields[6], write.position().minor())
                .put(fields[7], write.transaction())
                .put(fields[8], unavailable)
                .put(fields[9], before)
                .put(fields[10], after);
    }
}
