package io.evobridge.compose.torture.workload;

import io.evobridge.compose.NodeTable;
import io.evobridge.contract.CanonicalKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Single-row statements on one table, in the connection's transaction. Key parts that are digits are bound as numbers. */
final class RowSql {

    private final NodeTable table;
    private final String where;

    RowSql(NodeTable table) {
        this.table = table;
        this.where = table.keyColumns().stream()
                .map(column -> column + " = ?")
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    /** The field's text; empty where the row is absent. */
    Optional<String> read(Connection connection, String key, String field) throws SQLException {
        return select(connection, key, field, "");
    }

    /** The field's text, with the row locked until the transaction ends. */
    Optional<String> lock(Connection connection, String key, String field) throws SQLException {
        return select(connection, key, field, " FOR UPDATE");
    }

    /** Writes a field of a row that is there or not, as a lock has shown. */
    void put(Connection connection, String key, String field, String text, boolean exists) throws SQLException {
        if (exists) {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE " + table.name() + " SET " + table.column(field) + " = ?" + where)) {
                update.setString(1, text);
                bindKey(update, 2, key);
                oneRow(update, key);
            }
        } else {
            insert(connection, key, field, text);
        }
    }

    /** Fails where the row is there. */
    void insert(Connection connection, String key, String field, Object value) throws SQLException {
        List<String> columns = Stream.concat(table.keyColumns().stream(), Stream.of(table.column(field)))
                .toList();
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table.name() + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")")) {
            bindKey(insert, 1, key);
            insert.setObject(columns.size(), value);
            oneRow(insert, key);
        }
    }

    void delete(Connection connection, String key) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table.name() + where)) {
            bindKey(delete, 1, key);
            oneRow(delete, key);
        }
    }

    /** Adds to a number in place. */
    void add(Connection connection, String key, String field, long amount) throws SQLException {
        String column = table.column(field);
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + table.name() + " SET " + column + " = " + column + " + ?" + where)) {
            update.setLong(1, amount);
            bindKey(update, 2, key);
            oneRow(update, key);
        }
    }

    private Optional<String> select(Connection connection, String key, String field, String lock) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + table.column(field) + " FROM " + table.name() + where + lock)) {
            bindKey(select, 1, key);
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
            }
        }
    }

    private static void bindKey(PreparedStatement statement, int first, String key) throws SQLException {
        int position = first;
        for (String part : CanonicalKey.parse(key).parts()) {
            if (part.chars().allMatch(Character::isDigit)) {
                statement.setLong(position++, Long.parseLong(part));
            } else {
                statement.setString(position++, part);
            }
        }
    }

    private static void oneRow(PreparedStatement statement, String key) throws SQLException {
        if (statement.executeUpdate() != 1) {
            throw new SQLException("the write to " + key + " met no row");
        }
    }
}
