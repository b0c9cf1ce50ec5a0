package io.evobridge.bridge;

import java.util.OptionalLong;

/**
 * How far a node may be behind what is resolved. A node is behind its bound when it exceeds one of the two, and up to date
 * again when it is below half of both, so that it does not change from sample to sample.
 *
 * @param maxMillis age of the oldest record that the node has not applied; empty for any
 * @param maxVersions records that the node has not applied; empty for any
 */
public record StalenessBound(OptionalLong maxMillis, OptionalLong maxVersions) {

    /** What a bridge file means that says nothing. */
    public static final StalenessBound NONE = new StalenessBound(OptionalLong.empty(), OptionalLong.empty());

    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether a node is behind, which was or was not before; what is not known now is as it was. */
    public boolean isExceeded(OptionalLong millis, OptionalLong versions, boolean before) {
        return isAbove(millis, maxMillis, before) || isAbove(versions, maxVersions, before);
    }

    private static boolean isAbove(OptionalLong figure, OptionalLong max, boolean before) {
        if (max.isEmpty() || figure.isEmpty()) {
            return max.isPresent() && before;
        }
        return figure.getAsLong() > (before ? max.getAsLong() / 2 : max.getAsLong());
    }
}
