package io.evobridge.bridge;

import io.evobridge.contract.mapping.ColumnRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How one node stores an entity.
 *
 * @param table SQL table; absent on nodes without SQL
 * @param columns canonical field name → the node's column name, for columns whose name differs
 * @param exclude columns of the node's table that are no part of the entity: neither captured nor written
 * @param rules how columns differ from fields beyond their names
 * @param acceptedLossy fields whose values the node may hold less exactly than others do
 * @param settings settings of the node type's connector, such as {@code key.pattern}; passed on as they are
 */
public record Mapping(
        Optional<SqlTable> table,
        Map<String, String> columns,
        List<String> exclude,
        ColumnRules rules,
        List<String> acceptedLossy,
        Map<String, String> settings) {

    private static final String SCHEMA_EVOLUTION = "schema.evolution";

    public Mapping {
        columns = Map.copyOf(columns);
        exclude = List.copyOf(exclude);
        acceptedLossy = List.copyOf(acceptedLossy);
        settings = Map.copyOf(settings);
    }

    /** The table of a mapping on a node with SQL. */
    public SqlTable sqlTable() {
        return table.orElseThrow(() -> new IllegalStateException("a mapping without a table"));
    }

    /** The node's column of a canonical field. */
    public String columnOf(String field) {
        return columns.getOrDefault(field, field);
    }

    /** The canonical field of a node's column. */
    public String fieldOf(String column) {
        return columns.entrySet().stream()
                .filter(renamed -> renamed.getValue().equals(column))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(column);
    }

    /** Whether the sink makes tables and columns that are not there. */
    public boolean createsColumns(Node node) {
        String evolution =
                settings.getOrDefault(SCHEMA_EVOLUTION, node.settings().getOrDefault(SCHEMA_EVOLUTION, ""));
        return evolution.equals("basic");
    }

    /** {@link #columns} as connectors take it: {@code field:column[,field:column…]}. */
    String renames() {
        return columns.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(column -> column.getKey() + ":" + column.getValue())
                .collect(Collectors.joining(","));
    }
}
