package io.evobridge.resolver.core.merge.field;

import io.evobridge.resolver.core.causality.VersionVector;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A stamped write of one row, by its fields. Not a deletion: that changes no field.
 *
 * @param stamp of the write
 * @param context for the key, what its node had seen
 * @param inserted whether there was no row before
 * @param before the row before, as far as the log tells it; null where it does not
 * @param after the row after
 * @param untold fields whose value the log left out because it did not change
 */
public record RowWrite(
        Stamp stamp,
        VersionVector context,
        boolean inserted,
        @Nullable SortedMap<String, FieldValue> before,
        SortedMap<String, FieldValue> after,
        Set<String> untold) {

    /** Takes the maps over: they must not change afterwards. */
    public RowWrite {
        before = before == null ? null : Collections.unmodifiableSortedMap(before);
        after = Collections.unmodifiableSortedMap(after);
        untold = Set.copyOf(untold);
    }

    /** The fields that the node told, whether it changed them or not. */
    Map<String, FieldValue> told() {
        if (untold.isEmpty()) {
            return after;
        }
        SortedMap<String, FieldValue> told = new TreeMap<>(after);
        told.entrySet()
                .removeIf(field ->
                        untold.contains(field.getKey()) && field.getValue().equals(FieldValue.Nothing.VALUE));
        return told;
    }

    /** Whether the node had no history of the key, so that all of the row is news. */
    boolean isBeginning() {
        return inserted || context.equals(VersionVector.EMPTY);
    }

    /** What the log says the field held before; null where it does not say. */
    @Nullable
    FieldValue toldBefore(String field) {
        return before == null || untold.contains(field) ? null : before.getOrDefault(field, FieldValue.Nothing.VALUE);
    }
}
