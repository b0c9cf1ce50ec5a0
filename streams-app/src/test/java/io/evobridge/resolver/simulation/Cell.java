package io.evobridge.resolver.simulation;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of one database with the truth about it, which no part of the bridge can see.
 *
 * @param row null where there is none
 * @param truth ids of the writes that went into it, also of those that lost a merge on the way
 * @param authors for the record or for each field, id of the write whose value it shows
 * @param passing ids of writes that had brought back an older row when a sink looked: it cannot tell them from none
 */
record Cell(@Nullable Row row, BitSet truth, Map<String, Integer> authors, BitSet passing) {

    static final Cell EMPTY = new Cell(null, new BitSet(), Map.of(), new BitSet());

    /** The row after an application's write. */
    Cell after(LocalWrite write, boolean byField) {
        BitSet all = (BitSet) truth.clone();
        all.set(write.id());
        Map<String, Integer> shown = new HashMap<>();
        if (byField && write.after() != null) {
            Row.FIELDS.forEach(
                    field -> shown.put(field, write.changes(field) ? write.id() : authors.getOrDefault(field, -1)));
        } else {
            shown.put(LocalWrite.RECORD, write.id());
        }
        return new Cell(write.after(), all, shown, passing);
    }

    /** The row after a sink wrote the record. */
    Cell after(ResolvedRecord record) {
        BitSet lost = (BitSet) truth.clone();
        lost.andNot(record.truth());
        lost.or(passing);
        BitSet all = (BitSet) truth.clone();
        all.or(record.truth());
        return new Cell(record.row(), all, record.authors(), lost);
    }

    /** Whether a record knows all that made the row, but for what no sink can know. */
    boolean isKnownTo(ResolvedRecord record) {
        BitSet unknown = (BitSet) truth.clone();
        unknown.andNot(record.truth());
        unknown.andNot(passing);
        return unknown.isEmpty();
    }
}
