package io.evobridge.resolver.wire;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.merge.Image;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record of a captured topic. */
public sealed interface Captured {

    /** Name of the database whose log told it. */
    String node();

    /**
     * A committed write.
     *
     * @param shape of the schema it came with
     * @param op c create, u update, d delete, r snapshot read
     * @param commitMicros commit time by the database's own clock, microseconds since 1970 UTC
     * @param capturedMicros when it was captured, microseconds since 1970 UTC
     * @param transaction the database's transaction id; null for snapshot rows
     * @param unavailable fields whose value the log left out
     * @param before state before the write; null where there was none or the log does not tell
     * @param after state after the write; null for a deletion
     */
    record Change(
            ChangeShape shape,
            String node,
            String op,
            long commitMicros,
            long capturedMicros,
            LogPosition position,
            @Nullable String transaction,
            List<String> unavailable,
            @Nullable Image before,
            @Nullable Image after)
            implements Captured {

        public Dot dot() {
            return new Dot(node, position);
        }

        public String entity() {
            return shape.entity();
        }

        /** The same change at another place of its node's log. */
        public Change at(LogPosition place) {
            return new Change(
                    shape, node, op, commitMicros, capturedMicros, place, transaction, unavailable, before, after);
        }
    }

    /**
     * What a sink had applied to the database at this place in its log.
     *
     * @param topic resolved topic that the sink reads
     * @param sequence offset of the last record of it that the transaction took in
     * @param highestHlc highest reading that the sink had applied
     * @param commitMicros commit time of the sink's transaction, microseconds since 1970 UTC
     * @param transaction the database's transaction id; null for a marker that a snapshot found
     * @param evidence what the transaction did to each key, see {@link EvidenceReader}; null where the sink tells nothing
     */
    record Marker(
            String node,
            String topic,
            long sequence,
            Hlc highestHlc,
            long commitMicros,
            LogPosition position,
            @Nullable String transaction,
            @Nullable ByteBuffer evidence)
            implements Captured {}
}
