package io.evobridge.bridge;

import java.util.Map;
import java.util.Optional;

/**
 * How one node stores an entity.
 *
 * @param table SQL table, {@code database.table} or {@code table} in the node's database; absent on other types
 * @param columns canonical field name → the node's column name, for columns whose name differs
 * @param settings settings of the node type's connector, such as {@code key.pattern}; passed on as they are
 */
public record Mapping(Optional<String> table, Map<String, String> columns, Map<String, String> settings) {

    public Mapping {
        columns = Map.copyOf(columns);
        settings = Map.copyOf(settings);
    }
}
