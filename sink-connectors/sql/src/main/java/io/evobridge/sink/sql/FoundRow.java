package io.evobridge.sink.sql;

import io.evobridge.contract.RowFingerprint;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A locked row as its entity sees it.
 *
 * @param texts field → plain text
 * @param foreign whether a constant column says that it is no row of the entity
 */
record FoundRow(SortedMap<String, @Nullable String> texts, boolean foreign) {

    FoundRow {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /** The fingerprint of a row; null is one that is not there, and a foreign one is not there for the entity. */
    static long print(@Nullable FoundRow row) {
        return row == null || row.foreign ? RowFingerprint.ABSENT : RowFingerprint.of(row.texts);
    }
}
