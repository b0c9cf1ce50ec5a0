package io.evobridge.sink.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what the database says of a table. */
final class TableReader {

    /** In the place of a column; no column can be called so. */
    private static final String EXPRESSION = "(expression) ";

    private TableReader() {}

    /** The table with its columns and unique indexes; null where it does not exist or the user may not see it. */
    static @Nullable Table read(Connection connection, TableName name) throws SQLException {
        Map<String, Column> columns = columns(connection, name);
        if (columns.isEmpty()) {
            return null;
        }
        List<String> primaryKey = new ArrayList<>();
        Map<String, Set<String>> unique = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT index_name, column_name, sub_part FROM information_schema.statistics"
                        + " WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? AND non_unique = 0"
                        + " ORDER BY index_name, seq_in_index")) {
            statement.setString(1, name.database());
            statement.setString(2, name.table());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String index = rows.getString(1);
                    // An index over a prefix or an expression (then there is no name) identifies no row by its fields.
                    String column = rows.getObject(3) == null ? rows.getString(2) : null;
                    if (index.equals("PRIMARY")) {
                        primaryKey.add(rows.getString(2));
                    } else {
                        unique.computeIfAbsent(index, any -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
                                .add(column == null ? EXPRESSION : column);
                    }
                }
            }
        }
        return new Table(name, columns, primaryKey, List.copyOf(unique.values()));
    }

    private static Map<String, Column> columns(Connection connection, TableName name) throws SQLException {
        Map<String, Column> columns = Table.caseless();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT column_name, data_type, is_nullable, column_default, extra FROM information_schema.columns"
                        + " WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? ORDER BY ordinal_position")) {
            statement.setString(1, name.database());
            statement.setString(2, name.table());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String extra = rows.getString(5).toUpperCase(Locale.ROOT);
                    boolean generated = extra.contains("VIRTUAL GENERATED") || extra.contains("STORED GENERATED");
                    boolean required = rows.getString(3).equals("NO")
                            && rows.getString(4) == null
                            && !generated
                            && !extra.contains("AUTO_INCREMENT");
                    columns.put(
                            rows.getString(1),
                            new Column(
                                    rows.getString(1),
                                    rows.getString(2).toLowerCase(Locale.ROOT),
                                    required,
                                    generated));
                }
            }
        }
        return columns;
    }
}
