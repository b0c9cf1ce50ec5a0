package io.evobridge.resolver.core.merge;

import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.field.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * One committed write to one key, as its database's log tells it: not stamped yet.
 *
 * @param dot its name
 * @param commitMicros commit time by the database's own clock, microseconds since 1970 UTC
 * @param context for this key, what the database had seen before the write
 * @param image state after the write; null for a deletion
 * @param found null, or of a row of a snapshot what tells its age, see {@link
 *     io.evobridge.resolver.core.merge.field.Stamp}
 */
public record Write(
        Dot dot,
        long commitMicros,
        VersionVector context,
        @Nullable Image image,
        @Nullable FieldValue found) {

    /** A write that is no row of a snapshot. */
    public Write(Dot dot, long commitMicros, VersionVector context, @Nullable Image image) {
        this(dot, commitMicros, context, image, null);
    }

    Version stamped(io.evobridge.contract.Hlc hlc) {
        return new Version(dot, hlc, context, commitMicros, image, found);
    }
}
