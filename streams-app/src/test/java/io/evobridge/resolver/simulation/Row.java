package io.evobridge.resolver.simulation;

import io.evobridge.contract.RowFingerprint;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a table holds for one customer. */
record Row(String name, long balance) {

    private static final String ENTITY_PREFIX = "customer/";

    static String key(long id) {
        return ENTITY_PREFIX + id;
    }

    static long id(String key) {
        return Long.parseLong(key.substring(ENTITY_PREFIX.length()));
    }

    /** The fingerprint that a SQL sink takes from the table; of a row that is not there for null. */
    static long print(String key, @Nullable Row row) {
        return row == null
                ? RowFingerprint.ABSENT
                : RowFingerprint.of(new TreeMap<>(
                        Map.of("id", Long.toString(id(key)), "name", row.name, "balance", Long.toString(row.balance))));
    }
}
