package io.evobridge.sink.sql.dialect;

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

/** Reads what MySQL and MariaDB say of a table. */
final class MySqlCatalog {

    private static final Set<ColumnKind> EXACT = Set.of(
            ColumnKind.NUMBER, ColumnKind.DATE, ColumnKind.TIMESTAMP, ColumnKind.ZONED_TIMESTAMP, ColumnKind.BITS);

    private MySqlCatalog() {}

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
            statement.setString(1, name.schema());
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
                                .add(column == null ? Table.EXPRESSION : column);
                    }
                }
            }
        }
        return new Table(name, columns, primaryKey, List.copyOf(unique.values()));
    }

    private static Map<String, Column> columns(Connection connection, TableName name) throws SQLException {
        Map<String, Column> columns = Table.caseless();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT column_name, data_type, is_nullable, column_default, extra, character_maximum_length,"
                        + " numeric_precision, numeric_scale, datetime_precision FROM information_schema.columns"
                        + " WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? ORDER BY ordinal_position")) {
            statement.setString(1, name.schema());
            statement.setString(2, name.table());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String type = rows.getString(2).toLowerCase(Locale.ROOT);
                    ColumnKind kind = kind(type);
                    columns.put(
                            rows.getString(1),
                            new Column(
                                    rows.getString(1),
                                    type,
                                    kind,
                                    size(rows, kind),
                                    EXACT.contains(kind) || type.equals("binary") || type.equals("varbinary"),
                                    filling(rows)));
                }
            }
        }
        return columns;
    }

    private static Column.Filling filling(ResultSet row) throws SQLException {
        String extra = row.getString(5).toUpperCase(Locale.ROOT);
        String defaultText = row.getString(4);
        if (extra.contains("VIRTUAL GENERATED") || extra.contains("STORED GENERATED")) {
            return Column.Filling.GENERATED;
        } else if (extra.contains("AUTO_INCREMENT")) {
            return Column.Filling.DEFAULT;
        } else if (row.getString(3).equals("NO")) {
            return defaultText == null ? Column.Filling.REQUIRED : Column.Filling.DEFAULT;
        }
        // MariaDB says that the default is NULL in so many letters.
        return defaultText == null || defaultText.equals("NULL") ? Column.Filling.NULL : Column.Filling.DEFAULT;
    }

    private static int size(ResultSet row, ColumnKind kind) throws SQLException {
        long size = switch (kind) {
            case TEXT, BYTES -> row.getLong(6);
            case BITS -> row.getLong(7);
            case NUMBER -> row.getLong(8);
            case TIME, TIMESTAMP, ZONED_TIMESTAMP -> row.getLong(9);
            default -> -1;
        };
        return size > Integer.MAX_VALUE ? -1 : (int) size;
    }

    private static ColumnKind kind(String type) {
        return switch (type) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year" -> ColumnKind.NUMBER;
            case "float" -> ColumnKind.FLOAT32;
            case "double" -> ColumnKind.FLOAT64;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set" -> ColumnKind.TEXT;
            case "json" -> ColumnKind.JSON;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> ColumnKind.BYTES;
            case "bit" -> ColumnKind.BITS;
            case "date" -> ColumnKind.DATE;
            case "time" -> ColumnKind.TIME;
            case "datetime" -> ColumnKind.TIMESTAMP;
            case "timestamp" -> ColumnKind.ZONED_TIMESTAMP;
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection" -> ColumnKind.GEOMETRY;
            default -> ColumnKind.OTHER;
        };
    }
}
