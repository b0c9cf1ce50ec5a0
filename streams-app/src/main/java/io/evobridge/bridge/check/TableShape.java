package io.evobridge.bridge.check;

import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Mapping;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import io.evobridge.bridge.SqlTable;
import io.evobridge.bridge.sql.Session;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a table looks like, as far as mappings speak of it.
 *
 * @param columns all columns, in order; empty where the table is not there or may not be seen
 * @param key columns of the primary key
 */
record TableShape(Set<String> columns, Set<String> key) {

    static TableShape read(Session session, Node node, SqlTable table) throws SQLException {
        boolean schemas = node.type() == NodeType.POSTGRESQL;
        DatabaseMetaData data = session.connection().getMetaData();
        String catalog = schemas ? null : table.place();
        String schema = schemas ? table.place() : null;
        Set<String> columns = new LinkedHashSet<>();
        try (ResultSet rows = data.getColumns(catalog, schema, table.name(), "%")) {
            while (rows.next()) {
                // The name is a pattern in which '_' stands for any letter.
                String place = rows.getString(schemas ? "TABLE_SCHEM" : "TABLE_CAT");
                if (table.name().equals(rows.getString("TABLE_NAME"))
                        && table.place().equals(place)) {
                    columns.add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        Set<String> key = new LinkedHashSet<>();
        try (ResultSet rows = data.getPrimaryKeys(catalog, schema, table.name())) {
            while (rows.next()) {
                key.add(rows.getString("COLUMN_NAME"));
            }
        }
        return new TableShape(columns, key);
    }

    boolean isThere() {
        return !columns.isEmpty();
    }

    /** Says what does not fit the entity's mapping; the table is there. */
    void compare(Entity entity, Mapping mapping, boolean captured, Findings findings) {
        SqlTable table = mapping.sqlTable();
        for (String field : mapping.columns().keySet()) {
            requireColumn(
                    mapping.columnOf(field), "for field " + field + " of entity " + entity.name(), table, findings);
        }
        List<String> wanted = entity.key().stream().map(mapping::columnOf).toList();
        mapping.rules()
                .splits()
                .forEach((field, split) -> split.columns()
                        .forEach(column -> requireColumn(
                                column,
                                "for a part of field " + field + " of entity " + entity.name(),
                                table,
                                findings)));
        mapping.rules()
                .constants()
                .keySet()
                .forEach(column -> requireColumn(column, "for a constant", table, findings));
        wanted.forEach(column -> requireColumn(column, "of the key of entity " + entity.name(), table, findings));
        Optional<String> age = entity.merging().bootstrapBy().map(mapping::columnOf);
        if (captured && age.isPresent() && !columns.contains(age.get())) {
            findings.note("table " + table + " has no column " + age.get() + " for 'bootstrap.by' of entity "
                    + entity.name() + ": its rows give way to those of other databases");
        }
        Set<String> own = new LinkedHashSet<>(key);
        own.removeAll(mapping.rules().constants().keySet());
        if (captured && columns.containsAll(wanted) && !own.equals(new LinkedHashSet<>(wanted))) {
            findings.problem("the primary key of table " + table + " is " + (key.isEmpty() ? "missing" : key.toString())
                    + ", but the key of entity " + entity.name() + " is " + wanted
                    + ": change 'key' in the bridge file, or the primary key, or set message.key.columns: " + table
                    + ":"
                    + String.join(",", wanted) + " in the node's settings");
        }
    }

    private void requireColumn(String column, String role, SqlTable table, Findings findings) {
        if (!columns.contains(column)) {
            findings.problem("table " + table + " has no column " + column + " " + role
                    + ": mend the entity's 'key' or the mapping, or add the column");
        }
    }
}
