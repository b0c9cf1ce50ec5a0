package io.evobridge.bridge;

import io.evobridge.contract.ProgressTableSql;
import java.util.List;

/** The tables in which sinks keep their progress markers, one in each place of a node that holds mapped tables. */
public final class ProgressTables {

    private ProgressTables() {}

    /** A sink keeps its marker in the database that it is connected to, in PostgreSQL in the schema {@code public}. */
    public static List<SqlTable> of(Bridge bridge, Node node) {
        if (node.type() == NodeType.POSTGRESQL) {
            return List.of(new SqlTable(node.defaultPlace(), ProgressTableSql.NAME));
        }
        return bridge.entitiesOn(node)
                .map(entity -> entity.on(node).orElseThrow().sqlTable().beside(ProgressTableSql.NAME))
                .distinct()
                .toList();
    }
}
