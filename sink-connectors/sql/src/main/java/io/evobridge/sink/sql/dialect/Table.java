package io.evobridge.sink.sql.dialect;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A target table as the database describes it. Column names compare without regard to case.
 *
 * @param name where it is
 * @param columns by name
 * @param primaryKey column names in order, empty where there is none
 * @param uniqueIndexes columns of each further unique index; one over an expression, a prefix or a part of the rows has a
 *     column that cannot be
 */
public record Table(
        TableName name, Map<String, Column> columns, List<String> primaryKey, List<Set<String>> uniqueIndexes) {

    /** In the place of a column; no column can be called so. */
    static final String EXPRESSION = "(expression) ";

    public @Nullable Column column(String column) {
        return columns.get(column);
    }

    /** Whether the rows of these key fields are the rows of the primary key. */
    public boolean isPrimaryKey(Collection<String> keyFields) {
        return same(primaryKey, keyFields);
    }

    /** Whether a unique index identifies the rows of these key fields. */
    public boolean identifies(Collection<String> keyFields) {
        return isPrimaryKey(keyFields) || uniqueIndexes.stream().anyMatch(index -> same(index, keyFields));
    }

    /** Whether two rows with different key fields can collide in another unique index. */
    public boolean hasOtherUniqueIndex(Collection<String> keyFields) {
        return uniqueIndexes.stream().anyMatch(index -> !same(index, keyFields))
                || (!primaryKey.isEmpty() && !isPrimaryKey(keyFields));
    }

    /** Whether keys that differ as text are different rows. */
    public boolean comparesExactly(Collection<String> keyFields) {
        return keyFields.stream().allMatch(field -> {
            Column column = columns.get(field);
            return column != null && column.comparesExactly();
        });
    }

    /** A map by column name. */
    public static <V> Map<String, V> caseless() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    private static boolean same(Collection<String> one, Collection<String> other) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(one);
        return one.size() == other.size() && names.containsAll(other);
    }
}
