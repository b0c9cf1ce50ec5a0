package io.evobridge.sink.sql;

import io.evobridge.contract.Hlc;
import io.evobridge.sink.common.fence.BatchEvidence;
import io.evobridge.sink.common.fence.FenceTerms;
import io.evobridge.sink.common.row.RowChange;
import java.util.ArrayList;
import java.util.List;

/** What became of the records of one batch for a writable node: which rows are to be written how, and the evidence. */
final class FencedBatch {

    private final BatchEvidence evidence = new BatchEvidence();
    private final List<RowChange> deleted = new ArrayList<>();
    private final List<RowChange> updated = new ArrayList<>();
    private final List<RowChange> added = new ArrayList<>();
    private int upsertedCount;
    private int deletedCount;
    private int refusedCount;
    private long highestHlc;

    /**
     * The row becomes the record's state.
     *
     * @param before fingerprint of the row as found
     * @param after fingerprint of the row as written
     * @param exists whether there is a row
     */
    void apply(RowChange change, String key, String seen, long before, long after, boolean exists) {
        evidence.applied(key, seen, after);
        Hlc hlc = change.hlc();
        // The winner's reading, and the state's: a version that lost may have a later one, and the node has seen that
        // too.
        for (long bits :
                new long[] {hlc == null ? 0 : hlc.bits(), change.sequence().bits()}) {
            highestHlc = Long.compareUnsigned(bits, highestHlc) > 0 ? bits : highestHlc;
        }
        if (change.isDeletion()) {
            deletedCount++;
        } else {
            upsertedCount++;
        }
        // PostgreSQL would log a write that changes nothing, and MySQL would not.
        if (before != after) {
            (change.isDeletion() ? deleted : exists ? updated : added).add(change);
        }
    }

    /** The row is left alone. */
    void refuse(String key, FenceTerms terms, long found) {
        evidence.refused(key, terms, found);
        refusedCount++;
    }

    /** Whether there is nothing to tell. */
    boolean isEmpty() {
        return upsertedCount + deletedCount + refusedCount == 0;
    }

    BatchEvidence evidence() {
        return evidence;
    }

    List<RowChange> deleted() {
        return deleted;
    }

    List<RowChange> updated() {
        return updated;
    }

    List<RowChange> added() {
        return added;
    }

    int upsertedCount() {
        return upsertedCount;
    }

    int deletedCount() {
        return deletedCount;
    }

    int refusedCount() {
        return refusedCount;
    }

    /** The marker at the end of the batch. */
    Marker marker(long sequence) {
        return new Marker(sequence, highestHlc, evidence.bytes());
    }
}
