package io.evobridge.resolver.simulation;

import io.evobridge.contract.RowFingerprint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds for one customer.
 *
 * @param values by field; a field that is NULL is not there
 */
record Row(SortedMap<String, Object> values) {

    static final String NAME = "name";
    static final String BALANCE = "balance";
    /** A set of names, as text. */
    static final String TAGS = "tags";

    static final String LIMIT = "limit";
    static final List<String> FIELDS = List.of(NAME, BALANCE, TAGS, LIMIT);

    static final Row EMPTY = new Row(new TreeMap<>());

    private static final String ENTITY_PREFIX = "customer/";

    Row {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static Row of(String name, long balance) {
        return EMPTY.with(NAME, name).with(BALANCE, balance);
    }

    /** Null for NULL. */
    @Nullable
    Object get(String field) {
        return values.get(field);
    }

    Row with(String field, @Nullable Object value) {
        SortedMap<String, Object> changed = new TreeMap<>(values);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new Row(changed);
    }

    /** The members of a set, of which NULL has none. */
    static SortedSet<String> members(@Nullable Object text) {
        return text == null || text.equals("")
                ? new TreeSet<>()
                : new TreeSet<>(Arrays.asList(text.toString().split(",", -1)));
    }

    static String key(long id) {
        return ENTITY_PREFIX + id;
    }

    static long id(String key) {
        return Long.parseLong(key.substring(ENTITY_PREFIX.length()));
    }

    /** The fingerprint that a SQL sink takes from the table; of a row that is not there for null. */
    static long print(String key, @Nullable Row row) {
        if (row == null) {
            return RowFingerprint.ABSENT;
        }
        SortedMap<String, @Nullable String> plain = new TreeMap<>();
        plain.put("id", Long.toString(id(key)));
        for (String field : FIELDS) {
            Object value = row.get(field);
            plain.put(field, value == null ? null : value.toString());
        }
        return RowFingerprint.of(plain);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
