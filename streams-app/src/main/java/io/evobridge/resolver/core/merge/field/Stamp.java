package io.evobridge.resolver.core.merge.field;

import io.evobridge.contract.Hlc;
import io.evobridge.resolver.core.causality.Dot;
import org.jspecify.annotations.Nullable;

/**
 * What tells a write from the others that are concurrent with it.
 *
 * @param dot its name
 * @param hlc its place in the total order
 * @param found of a row of a snapshot, which was written at an unknown time before, the value that tells its age:
 *     {@link FieldValue.Nothing} where none does; null for a write of a known time
 */
public record Stamp(Dot dot, Hlc hlc, @Nullable FieldValue found) {

    /** Of a write of a known time. */
    public Stamp(Dot dot, Hlc hlc) {
        this(dot, hlc, null);
    }

    /** Whether it is a row of a snapshot. */
    public boolean snapshot() {
        return found != null;
    }

    /** Compares rows of snapshots by age, the older one first; nothing is older than anything. */
    int compareAge(Stamp other) {
        return found == null || other.found == null ? 0 : found.compareTo(other.found);
    }
}
