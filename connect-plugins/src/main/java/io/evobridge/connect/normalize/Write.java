package io.evobridge.connect.normalize;

import io.evobridge.contract.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * Where and when one write was committed.
 *
 * @param node database of the bridge
 * @param op c, u, d or r
 * @param commitMicros commit time by the database's clock, microseconds since 1970 UTC
 * @param capturedMicros when the connector read it, microseconds since 1970 UTC
 * @param position place in the database's log
 * @param transaction the database's transaction id; null for snapshot rows
 */
record Write(
        String node,
        String op,
        long commitMicros,
        long capturedMicros,
        LogPosition position,
        @Nullable String transaction) {}
