package io.evobridge.sink.mysql;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A target table as the database describes it. Column names compare without regard to case, as in MySQL.
 *
 * @param name where it is
 * @param columns by name, in the order of the table
 * @param primaryKey column names in order, empty where there is none
 * @param uniqueIndexes columns of each further unique index; empty for one over an expression
 */
record Table(TableName name, Map<String, Column> columns, List<String> primaryKey, List<Set<String>> uniqueIndexes) {

    @Nullable
    Column column(String column) {
        return columns.get(column);
    }

    /** Whether the rows of these key fields are the rows of the primary key. */
    boolean isPrimaryKey(Collection<String> keyFields) {
        return same(primaryKey, keyFields);
    }

    /** Whether a unique index identifies the rows of these key fields. */
    boolean identifies(Collection<String> keyFields) {
        return isPrimaryKey(keyFields) || uniqueIndexes.stream().anyMatch(index -> same(index, keyFields));
    }

    /** Whether two rows with different key fields can collide in another unique index. */
    boolean hasOtherUniqueIndex(Collection<String> keyFields) {
        return uniqueIndexes.stream().anyMatch(index -> !same(index, keyFields));
    }

    /** Whether keys that differ as text are different rows. */
    boolean comparesExactly(Collection<String> keyFields) {
        return keyFields.stream().allMatch(field -> {
            Column column = columns.get(field);
            return column != null && column.comparesExactly();
        });
    }

    static <V> Map<String, V> caseless() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    private static boolean same(Collection<String> one, Collection<String> other) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(one);
        return one.size() == other.size() && names.containsAll(other);
    }
}
