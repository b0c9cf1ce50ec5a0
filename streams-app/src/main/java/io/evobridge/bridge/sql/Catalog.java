package io.evobridge.bridge.sql;

import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import io.evobridge.bridge.SqlTable;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a database says of its tables. JDBC's own catalog leaves out what a type needs: the words of an enumeration, for one. */
public final class Catalog {

    private static final String[] TABLES = {"TABLE", "BASE TABLE", "PARTITIONED TABLE"};

    private static final Pattern WORD = Pattern.compile("'((?:[^']|'')*)'");

    private static final String BINLOG_COLUMNS = "SELECT table_schema, table_name, column_name, column_type,"
            + " COALESCE(character_set_name, ''), '', is_nullable = 'YES', extra LIKE '%GENERATED%' AND extra NOT LIKE 'DEFAULT_GENERATED%'"
            + " FROM information_schema.columns WHERE table_schema = ?";

    /** Of a domain, the type that it restricts. */
    private static final String POSTGRESQL_COLUMNS = "SELECT n.nspname, c.relname, a.attname,"
            + " CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod)"
            + " ELSE format_type(a.atttypid, a.atttypmod) END, '',"
            + " COALESCE((SELECT string_agg(quote_literal(e.enumlabel), ',' ORDER BY e.enumsortorder) FROM pg_enum e"
            + " WHERE e.enumtypid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END), ''),"
            + " NOT (a.attnotnull OR t.typnotnull), a.attgenerated <> ''"
            + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " JOIN pg_type t ON t.oid = a.atttypid"
            + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped"
            + " AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";

    private final Session session;
    private final Node node;
    private final boolean schemas;

    public Catalog(Session session, Node node) {
        this.session = session;
        this.node = node;
        this.schemas = node.type() == NodeType.POSTGRESQL;
    }

    /** Where the tables of the node's database are, in PostgreSQL those of all its schemas; without views. */
    public List<SqlTable> names() throws SQLException {
        List<SqlTable> names = new ArrayList<>();
        try (ResultSet rows = data().getTables(node.database().orElseThrow(), null, "%", TABLES)) {
            while (rows.next()) {
                names.add(new SqlTable(
                        rows.getString(schemas ? "TABLE_SCHEM" : "TABLE_CAT"), rows.getString("TABLE_NAME")));
            }
        }
        return names;
    }

    /** The tables of these names, with columns and keys. */
    public List<FoundTable> tables(List<SqlTable> names) throws SQLException {
        Map<SqlTable, Map<String, FoundColumn>> columns = schemas
                ? columns(POSTGRESQL_COLUMNS + " ORDER BY a.attrelid, a.attnum")
                : columns(
                        BINLOG_COLUMNS + " ORDER BY table_name, ordinal_position",
                        node.database().orElseThrow());
        List<FoundTable> tables = new ArrayList<>();
        for (SqlTable name : names) {
            tables.add(new FoundTable(name, columns.getOrDefault(name, Map.of()), key(name)));
        }
        return tables;
    }

    /** One table. */
    public FoundTable table(SqlTable name) throws SQLException {
        String query = schemas
                ? POSTGRESQL_COLUMNS + " AND n.nspname = ? AND c.relname = ? ORDER BY a.attnum"
                : BINLOG_COLUMNS + " AND table_name = ? ORDER BY ordinal_position";
        // For the server the names may be equal that differ in case.
        return new FoundTable(name, columns(query, name.place(), name.name()).getOrDefault(name, Map.of()), key(name));
    }

    private Map<SqlTable, Map<String, FoundColumn>> columns(String query, String... parameters) throws SQLException {
        Map<SqlTable, Map<String, FoundColumn>> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = session.connection().prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.computeIfAbsent(
                                    new SqlTable(rows.getString(1), rows.getString(2)), any -> new LinkedHashMap<>())
                            .put(
                                    rows.getString(3),
                                    new FoundColumn(
                                            rows.getString(4),
                                            rows.getString(5),
                                            words(rows.getString(6)),
                                            rows.getBoolean(7),
                                            rows.getBoolean(8)));
                }
            }
        }
        return columns;
    }

    private static List<String> words(String quoted) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(quoted);
        while (word.find()) {
            words.add(word.group(1).replace("''", "'"));
        }
        return words;
    }

    private List<String> key(SqlTable table) throws SQLException {
        Map<Integer, String> key = new TreeMap<>();
        String catalog = schemas ? null : table.place();
        try (ResultSet rows = data().getPrimaryKeys(catalog, schemas ? table.place() : null, table.name())) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    private DatabaseMetaData data() throws SQLException {
        return session.connection().getMetaData();
    }
}
