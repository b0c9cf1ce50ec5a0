package io.evobridge.resolver.simulation;

import io.evobridge.contract.LogPosition;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One committed change of one row by an application, and the truth about it.
 *
 * @param id counts the writes of a world
 * @param before what the row really was
 * @param after null for a deletion
 * @param seen ids of the writes that went into the row before
 * @param inView for the record or for each field, id of the write whose value the row showed before
 */
record LocalWrite(
        int id,
        String node,
        LogPosition position,
        String key,
        @Nullable Row before,
        @Nullable Row after,
        BitSet seen,
        Map<String, Integer> inView) {

    /** In place of a field: the record, or where fields are merged that it is not there. */
    static final String RECORD = "";

    /** Whether it is a row that a snapshot found, written nobody knows when. */
    boolean isFound() {
        return position.major() == 0;
    }

    /** Whether it gave the field another value. */
    boolean changes(String field) {
        return after != null && (before == null || !Objects.equals(had(field), after.get(field)));
    }

    /** Whether it changed the field from or to a value that nothing can be added to or taken from. */
    boolean sets(String field) {
        return changes(field) && (had(field) == null || left(field) == null);
    }

    /** What it left in the field, or in the record. */
    @Nullable
    Object left(String field) {
        return field.equals(RECORD) || after == null ? after : after.get(field);
    }

    /** What the field held before. */
    @Nullable
    Object had(String field) {
        return before == null ? null : before.get(field);
    }

    @Override
    public String toString() {
        return "w" + id + "(" + node + "@" + position.major() + "." + position.minor() + " " + key + "=" + after
                + " was " + before + " saw " + seen + ")";
    }
}
