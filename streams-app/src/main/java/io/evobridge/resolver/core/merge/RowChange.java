package io.evobridge.resolver.core.merge;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database's log tells of one row change.
 *
 * @param inserted whether there was no row before
 * @param before the row before; null where the log does not tell
 * @param after the row after; null for a deletion
 * @param untold fields whose value the log left out because it did not change: null in the images
 */
public record RowChange(
        boolean inserted, @Nullable Image before, @Nullable Image after, Set<String> untold) {

    public RowChange {
        untold = Set.copyOf(untold);
    }
}
