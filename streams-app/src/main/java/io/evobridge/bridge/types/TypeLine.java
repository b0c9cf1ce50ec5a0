package io.evobridge.bridge.types;

/**
 * What becomes of a field that one database brings in another one that is written.
 *
 * @param source node that brings it
 * @param sourceType of its column there, or of the columns that hold its parts
 * @param canonicalType on the way, named as in {@code docs/types.md}
 * @param target node that is written
 * @param targetType of its column there; {@code (new)} behind one that the sink makes
 * @param fit how well the target takes the values
 * @param why one clause about the target; empty where there is nothing to say
 * @param accepted whether the mapping accepts that it is lossy
 */
public record TypeLine(
        String entity,
        String field,
        String source,
        String sourceType,
        String canonicalType,
        String target,
        String targetType,
        Grade fit,
        String why,
        boolean accepted) {

    /** Whether it stands in the bridge's way. */
    boolean isRefused() {
        return fit == Grade.LOSSY && !accepted;
    }
}
