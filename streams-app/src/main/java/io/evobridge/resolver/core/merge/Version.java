package io.evobridge.resolver.core.merge;

import io.evobridge.contract.Hlc;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.field.FieldValue;
import io.evobridge.resolver.core.merge.field.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * A stamped write to one key. A deletion is a version too: a deletion marker, without an image.
 *
 * @param dot its name
 * @param hlc its place in the total order
 * @param context for this key, what its node had seen before; what it covers, it replaces
 * @param commitMicros commit time by its database's own clock, microseconds since 1970 UTC
 * @param image state after the write; null for a deletion
 * @param found null, or of a row of a snapshot what tells its age, see {@link Stamp}
 */
public record Version(
        Dot dot,
        Hlc hlc,
        VersionVector context,
        long commitMicros,
        @Nullable Image image,
        @Nullable FieldValue found) {

    /** A version that is no row of a snapshot. */
    public Version(Dot dot, Hlc hlc, VersionVector context, long commitMicros, @Nullable Image image) {
        this(dot, hlc, context, commitMicros, image, null);
    }

    /** What tells it from concurrent ones. */
    public Stamp stamp() {
        return new Stamp(dot, hlc, found);
    }

    /** Whether it is a row of a snapshot: written at an unknown time before. */
    public boolean snapshot() {
        return found != null;
    }

    public boolean isDeletion() {
        return image == null;
    }

    /** Whether this version was written with the other one in view. */
    public boolean replaces(Version other) {
        return context.covers(other.dot);
    }
}
