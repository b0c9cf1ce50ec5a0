package io.evobridge.bridge;

import java.util.List;

/** The tables in which sinks keep their progress markers, one in each place of a node that holds mapped tables. */
public final class ProgressTables {

    /** Name without qualifier; captured under this name whatever its database or schema. */
    static final String NAME = "evobridge_progress";

    private ProgressTables() {}

    /** A sink keeps its marker in the database that it is connected to, in PostgreSQL in the schema {@code public}. */
    public static List<SqlTable> of(Bridge bridge, Node node) {
        if (node.type() == NodeType.POSTGRESQL) {
            return List.of(new SqlTable(node.defaultPlace(), NAME));
        }
        return bridge.entitiesOn(node)
                .map(entity -> entity.on(node).orElseThrow().sqlTable().beside(NAME))
                .distinct()
                .toList();
    }
}
