package io.evobridge.resolver.simulation;

import io.evobridge.contract.Evidence;
import io.evobridge.contract.LogPosition;
import org.jspecify.annotations.Nullable;

/** One event of a database's log. */
sealed interface Logged {

    int NO_WRITE = -1;

    LogPosition position();

    /** The database's name for the transaction; null for a row of the snapshot. */
    @Nullable
    String transaction();

    long commitMicros();

    /**
     * A changed row.
     *
     * @param write id of the application's write; {@link #NO_WRITE} for one of a sink
     */
    record Change(
            LogPosition position,
            @Nullable String transaction,
            long commitMicros,
            String key,
            @Nullable Row before,
            @Nullable Row after,
            int write)
            implements Logged {

        /** The same change, told otherwise. */
        Change with(@Nullable String otherTransaction, @Nullable Row otherBefore) {
            return new Change(position, otherTransaction, commitMicros, key, otherBefore, after, write);
        }
    }

    /** The marker row of a sink's transaction. */
    record Marker(
            LogPosition position,
            String transaction,
            long commitMicros,
            int partition,
            long offset,
            long highestHlc,
            Evidence evidence)
            implements Logged {}
}
