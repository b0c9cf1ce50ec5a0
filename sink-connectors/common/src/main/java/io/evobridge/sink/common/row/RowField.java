package io.evobridge.sink.common.row;

import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One field of a row: its name in the target and what its values mean.
 *
 * @param name name in the target
 * @param type meaning and Java type of the values
 * @param schema the Connect schema, for its parameters such as length and scale; null where the record has none
 */
public record RowField(
        String name, FieldType type, @Nullable Schema schema) {

    /** Whether null is allowed; true where no schema says otherwise. */
    public boolean isOptional() {
        return schema == null || schema.isOptional();
    }

    /** A parameter of the schema, null where there is none. */
    public @Nullable String parameter(String key) {
        return schema == null || schema.parameters() == null
                ? null
                : schema.parameters().get(key);
    }

    /** The scale of a decimal field, 0 where its schema does not say. */
    public int scale() {
        return Integer.parseInt(Objects.requireNonNullElse(parameter("scale"), "0"));
    }
}
