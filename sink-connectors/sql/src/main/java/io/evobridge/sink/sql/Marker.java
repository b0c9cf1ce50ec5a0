package io.evobridge.sink.sql;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction writes into the row of its partition.
 *
 * @param sequence offset of the last record applied
 * @param highestHlc highest clock reading applied, as bits; 0 for none
 * @param evidence what became of each key; null where nobody asks
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Marker(long sequence, long highestHlc, byte @Nullable [] evidence) {

    /** A position that somebody has set. */
    static Marker at(long sequence) {
        return new Marker(sequence, 0, null);
    }
}
