package io.evobridge.sink.sql.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what PostgreSQL says of a table. */
final class PostgreSqlCatalog {

    /** What stands in front of a length or a precision in a type modifier. */
    private static final int MODIFIER_HEADER = 4;

    /** Of a domain, the type that it restricts. */
    private static final String COLUMNS = "SELECT a.attname, b.typname, b.typtype, b.typcategory,"
            + " CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END,"
            + " a.attnotnull OR t.typnotnull, a.atthasdef OR t.typdefault IS NOT NULL, a.attidentity, a.attgenerated,"
            + " COALESCE(c.collisdeterministic, true)"
            + " FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
            + " JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END"
            + " LEFT JOIN pg_collation c ON c.oid = a.attcollation"
            + " WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

    /** An index over a part of the rows, or one that is checked at the commit, identifies no row at once. */
    private static final String UNIQUE_INDEXES =
            "SELECT i.indexrelid, i.indisprimary, a.attname, i.indpred IS NOT NULL OR NOT i.indimmediate"
                    + " FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)"
                    + " LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0"
                    + " WHERE i.indrelid = to_regclass(?) AND i.indisunique AND i.indisvalid AND k.place <= i.indnkeyatts"
                    + " ORDER BY i.indexrelid, k.place";

    private PostgreSqlCatalog() {}

    /** The table with its columns and unique indexes; null where it does not exist. */
    static @Nullable Table read(Connection connection, TableName name, String quoted) throws SQLException {
        Map<String, Column> columns = columns(connection, quoted);
        if (columns.isEmpty()) {
            return null;
        }
        List<String> primaryKey = new ArrayList<>();
        Map<Long, Set<String>> unique = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(UNIQUE_INDEXES)) {
            statement.setString(1, quoted);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String column = rows.getString(3);
                    if (rows.getBoolean(2)) {
                        primaryKey.add(column);
                    } else {
                        unique.computeIfAbsent(rows.getLong(1), any -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
                                .add(column == null || rows.getBoolean(4) ? Table.EXPRESSION : column);
                    }
                }
            }
        }
        return new Table(name, columns, primaryKey, List.copyOf(unique.values()));
    }

    private static Map<String, Column> columns(Connection connection, String quoted) throws SQLException {
        Map<String, Column> columns = Table.caseless();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, quoted);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String type = rows.getString(2);
                    ColumnKind kind = kind(type, rows.getString(3), rows.getString(4));
                    boolean exact = switch (kind) {
                        case TEXT -> rows.getBoolean(10) && !type.equals("citext") && !type.equals("bpchar");
                        case OTHER -> type.equals("uuid");
                        case FLOAT32, FLOAT64, JSON, GEOMETRY, ARRAY, INTERVAL -> false;
                        default -> true;
                    };
                    columns.put(
                            rows.getString(1),
                            new Column(
                                    rows.getString(1), type, kind, size(type, rows.getInt(5)), exact, filling(rows)));
                }
            }
        }
        return columns;
    }

    private static Column.Filling filling(ResultSet row) throws SQLException {
        if (!row.getString(9).isEmpty()) {
            return Column.Filling.GENERATED;
        } else if (row.getString(8).equals("a")) {
            return Column.Filling.IDENTITY;
        } else if (row.getBoolean(7) || row.getString(8).equals("d")) {
            return Column.Filling.DEFAULT;
        }
        return row.getBoolean(6) ? Column.Filling.REQUIRED : Column.Filling.NULL;
    }

    private static int size(String type, int modifier) {
        return switch (type) {
            case "int2", "int4", "int8", "oid" -> 0;
            case "money" -> 2;
            case "numeric" -> modifier < 0 ? -1 : (modifier - MODIFIER_HEADER) & 0x7FF;
            case "varchar", "bpchar" -> modifier < 0 ? -1 : modifier - MODIFIER_HEADER;
            case "time", "timestamp", "timestamptz", "timetz" -> modifier < 0 ? 6 : modifier;
            default -> modifier;
        };
    }

    private static ColumnKind kind(String type, String typeClass, String category) {
        if (typeClass.equals("e")) {
            return ColumnKind.TEXT;
        } else if (category.equals("A")) {
            return ColumnKind.ARRAY;
        }
        return switch (type) {
            case "bool" -> ColumnKind.BOOLEAN;
            case "int2", "int4", "int8", "numeric", "money", "oid" -> ColumnKind.NUMBER;
            case "float4" -> ColumnKind.FLOAT32;
            case "float8" -> ColumnKind.FLOAT64;
            case "text", "varchar", "bpchar", "citext", "name", "xml" -> ColumnKind.TEXT;
            case "json", "jsonb" -> ColumnKind.JSON;
            case "bytea" -> ColumnKind.BYTES;
            case "bit", "varbit" -> ColumnKind.BITS;
            case "date" -> ColumnKind.DATE;
            case "time" -> ColumnKind.TIME;
            case "timestamp" -> ColumnKind.TIMESTAMP;
            case "timestamptz" -> ColumnKind.ZONED_TIMESTAMP;
            case "interval" -> ColumnKind.INTERVAL;
            case "geometry", "geography" -> ColumnKind.GEOMETRY;
            default -> ColumnKind.OTHER;
        };
    }
}
