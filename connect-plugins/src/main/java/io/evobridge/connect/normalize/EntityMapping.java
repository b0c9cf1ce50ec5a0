package io.evobridge.connect.normalize;

import io.evobridge.contract.mapping.ColumnRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one table of the node holds an entity.
 *
 * @param entity canonical record type
 * @param table {@code database.table} or {@code schema.table}, as the source block names them
 * @param key canonical key fields in the order of the key text; empty means the table's primary key
 * @param columns canonical field name → column name, for columns whose name differs
 * @param fields canonical fields to take; empty means all
 * @param exclude columns that are no part of the entity
 * @param rules how columns differ from fields beyond their names
 */
record EntityMapping(
        String entity,
        String table,
        List<String> key,
        Map<String, String> columns,
        Set<String> fields,
        Set<String> exclude,
        ColumnRules rules) {

    EntityMapping {
        key = List.copyOf(key);
        columns = Map.copyOf(columns);
        fields = Set.copyOf(fields);
        exclude = Set.copyOf(exclude);
        if (new HashSet<>(columns.values()).size() != columns.size()) {
            throw new IllegalArgumentException("two fields of entity " + entity + " take the same column");
        }
    }

    /** The canonical name of a column; of one that holds a part of a field, the field's. */
    String fieldOf(String column) {
        for (Map.Entry<String, String> rename : columns.entrySet()) {
            if (rename.getValue().equals(column)) {
                return rename.getKey();
            }
        }
        return rules.splitFieldOf(column).orElse(column);
    }

    /** The column that holds a canonical field. */
    String columnOf(String field) {
        return columns.getOrDefault(field, field);
    }

    /** Whether a column is taken; those of the key always are, constants never. */
    boolean takes(String column, List<String> keyFields) {
        String field = fieldOf(column);
        if (rules.constantOf(column) != null) {
            return false;
        }
        return keyFields.contains(field) || (!exclude.contains(column) && (fields.isEmpty() || fields.contains(field)));
    }
}
