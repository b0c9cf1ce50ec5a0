package io.evobridge.resolver.simulation;

/** A mistake that somebody could make; the simulation must find each. */
enum PlantedBug {
    /** Of two writes with the same clock reading the one that arrived first wins. */
    NO_TIE_BREAK,
    /** The sink writes its marker behind the rows of its transaction. */
    MARKER_AFTER_THE_DATA,
    /** The source knows an echo by its value: it drops what looks like the sink's last write. */
    ECHO_BY_VALUE,
    /** The resolver forgets a key whose only version is an old deletion. */
    DELETION_MARKER_DROPPED_BY_AGE,
    /** The resolver sends nothing for a record that changes no state. */
    OUTPUT_NOT_RESENT,
    /** The sink overwrites whatever it finds. */
    NO_FENCE,
    /** The sink writes that it applied what it refused. */
    REFUSAL_CLAIMS_TO_HAVE_SEEN,
    /** The sink leaves a refused row alone and tells nobody. */
    REFUSAL_IGNORED,
    /** The marker does not carry the highest clock reading that was applied. */
    NO_HLC_RECEIVE,
    /** The sink upserts a row that was absent when it looked. */
    UPSERT_WHERE_ABSENT,
    /** The marker is committed in a transaction of its own before the rows. */
    EVIDENCE_BEFORE_COMMIT,
    /** The sink remembers what it wrote although the transaction failed. */
    MEMORY_BEFORE_COMMIT,
    /** The marker names the newest state of a key instead of the one that was written. */
    EVIDENCE_OF_THE_NEWEST_STATE,
    /** The marker says nothing of the keys that were written. */
    NO_EVIDENCE,
    /** The sink does not write a state back to the node where it was written last. */
    ORIGIN_IS_SKIPPED,
    /** The markers of all partitions are captured in partition 0. */
    MARKER_IN_ANOTHER_PARTITION,
    /** The fingerprint leaves a column out. */
    COLUMN_NOT_IN_FINGERPRINT,
    /** The resolver commits its offsets before its changelog and outputs have arrived. */
    OFFSETS_BEFORE_OUTPUTS,
    /** The changelog gets the clock of a log before the key that it stamped. */
    CLOCK_BEFORE_KEY,
    /** A write is taken to have seen nothing but its node's own writes. */
    CONTEXT_IGNORED,
    /** A write is taken to have seen everything that the resolver knows. */
    CONTEXT_OF_EVERYTHING,
    /** The sink takes the record's knowledge of a row or its own, whichever fits. */
    OLDER_KNOWLEDGE_COUNTS,
    /** The sink applies a state that lacks what it has written there before. */
    OLDER_STATE_APPLIED,
    /** The row before a write is the last one that an application left: what a sink changed since counts as added. */
    ECHO_COUNTS_AS_ADDED,
    /** After a crash the fields forget which writes they took in. */
    REPLAY_COUNTS_AGAIN,
    /** The last set written is taken whole, with the removals of what its writer had not seen. */
    SET_TAKEN_WHOLE,
    /** The last row written is taken whole, where fields should be merged. */
    FIELDS_TAKEN_WHOLE,
    /** What gives way to a preferred node is not recorded. */
    PREFERENCE_UNRECORDED,
    /** The later one of a change and a deletion prevails, whatever the bridge file says. */
    DELETIONS_BY_TIME,
    /** The rows of a snapshot count as written when they were found. */
    SNAPSHOT_COUNTS_AS_WRITTEN
}
