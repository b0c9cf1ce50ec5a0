package io.evobridge.bridge.draft;

import io.evobridge.bridge.SqlTable;
import java.util.List;
import java.util.Set;

/**
 * A table that a database has.
 *
 * @param table where it is
 * @param columns all columns, in order
 * @param key columns of the primary key, in its order; empty without one
 */
record FoundTable(SqlTable table, Set<String> columns, List<String> key) {}
