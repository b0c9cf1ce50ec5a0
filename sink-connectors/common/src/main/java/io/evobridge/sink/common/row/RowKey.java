package io.evobridge.sink.common.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a row, as text and as fields. Keys are equal when their entity and text parts are.
 *
 * @param entity record type that the row belongs to
 * @param parts canonical text of the key fields in order; of a resolved record, the parts of its Kafka key
 * @param fields the key fields under their names in the target, in the same order. In a deletion with a canonical key
 *     nothing says the types: then each is the {@link FieldType#STRING} of its part
 */
public record RowKey(String entity, List<String> parts, Row fields) {

    public RowKey {
        parts = List.copyOf(parts);
        if (parts.size() != fields.values().size()) {
            throw new IllegalArgumentException(
                    parts.size() + " key parts for the fields " + fields.shape().names());
        }
    }

    public List<String> names() {
        return fields.shape().names();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowKey that && entity.equals(that.entity) && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return 31 * entity.hashCode() + parts.hashCode();
    }

    /** Names only: key values are row contents. */
    @Override
    public String toString() {
        return "RowKey[" + entity + names() + "]";
    }
}
