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
    private int skippedCount;
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
        if (hlc != null && Long.compareUnsigned(hlc.bits(), highestHlc) > 0) {
            highestHlc = hlc.bits();
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

    /** The row is left alone, against what the record says about the node. */
    void refuse(String key, FenceTerms terms, long found) {
        evidence.refused(key, terms, found);
    }

    /** The row holds this state already, or a younger one. */
    void skip() {
        skippedCount++;
    }

    /** Whether there is nothing to be told through the database's log. */
    boolean isSilent() {
        return upsertedCount + deletedCount + evidence.refusedCount() == 0;
    }

    int skippedCount() {
        return skippedCount;
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

    /** The marker at the end of the batch. */
    Marker marker(long sequence) {
        return new Marker(sequence, highestHlc, evidence.bytes());
    }
}
