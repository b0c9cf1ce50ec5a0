package io.evobridge.bridge.draft;

import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import io.evobridge.bridge.SqlTable;
import io.evobridge.bridge.sql.Session;
import io.evobridge.contract.ProgressTableSql;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads which tables a node's database has. */
final class Catalog {

    /** More than a person can check in a file. */
    private static final int MAX_TABLES = 1_000;

    private static final String[] TABLES = {"TABLE", "BASE TABLE", "PARTITIONED TABLE"};

    private final DatabaseMetaData data;
    private final Node node;
    private final boolean schemas;

    private Catalog(DatabaseMetaData data, Node node) {
        this.data = data;
        this.node = node;
        this.schemas = node.type() == NodeType.POSTGRESQL;
    }

    /**
     * Reads the tables of the node's database, in PostgreSQL of all its schemas, by place and name.
     *
     * @throws DraftException the database does not answer or has more than a thousand tables
     */
    static List<FoundTable> read(Node node, Optional<String> password) {
        try (Session session = Session.open(node, password)) {
            return new Catalog(session.connection().getMetaData(), node).tables();
        } catch (SQLException e) {
            throw new DraftException(
                    "node " + node.name() + " at " + node.address() + " does not tell its tables: " + e.getMessage(),
                    e);
        }
    }

    private List<FoundTable> tables() throws SQLException {
        Map<SqlTable, Set<String>> columns = columns();
        List<FoundTable> found = new ArrayList<>();
        for (SqlTable table : names()) {
            found.add(new FoundTable(table, columns.getOrDefault(table, Set.of()), key(table)));
        }
        return found;
    }

    private List<SqlTable> names() throws SQLException {
        List<SqlTable> names = new ArrayList<>();
        try (ResultSet rows = data.getTables(catalog(), null, "%", TABLES)) {
            while (rows.next()) {
                SqlTable table = table(rows);
                if (!table.name().equals(ProgressTableSql.NAME)) {
                    names.add(table);
                }
            }
        }
        if (names.size() > MAX_TABLES) {
            throw new DraftException("node " + node.name() + " has " + names.size() + " tables, more than " + MAX_TABLES
                    + ": name those that matter with --table");
        }
        return names;
    }

    private Map<SqlTable, Set<String>> columns() throws SQLException {
        Map<SqlTable, Set<String>> columns = new LinkedHashMap<>();
        try (ResultSet rows = data.getColumns(catalog(), null, "%", "%")) {
            while (rows.next()) {
                columns.computeIfAbsent(table(rows), any -> new LinkedHashSet<>())
                        .add(rows.getString("COLUMN_NAME"));
            }
        }
        return columns;
    }

    private List<String> key(SqlTable table) throws SQLException {
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet rows = data.getPrimaryKeys(catalog(), schemas ? table.place() : null, table.name())) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    private SqlTable table(ResultSet rows) throws SQLException {
        return new SqlTable(rows.getString(schemas ? "TABLE_SCHEM" : "TABLE_CAT"), rows.getString("TABLE_NAME"));
    }

    private String catalog() {
        return node.database().orElseThrow();
    }
}
