package io.evobridge.bridge.sql;

import io.evobridge.bridge.SqlTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that a database has.
 *
 * @param table where it is
 * @param columns by name, in order; empty where the table is not there or may not be seen
 * @param key columns of the primary key, in its order; empty without one
 */
public record FoundTable(SqlTable table, Map<String, FoundColumn> columns, List<String> key) {

    public FoundTable {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        key = List.copyOf(key);
    }

    public boolean isThere() {
        return !columns.isEmpty();
    }

    /** The column of a name, in whatever case the database writes it. */
    public Optional<FoundColumn> column(String name) {
        FoundColumn exact = columns.get(name);
        return exact != null
                ? Optional.of(exact)
                : columns.entrySet().stream()
                        .filter(column -> column.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }
}
