package io.evobridge.sink.sql;

import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowKey;
import io.evobridge.sink.sql.dialect.Column;
import io.evobridge.sink.sql.dialect.ColumnKind;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Locks the rows of some changes until the transaction ends, in the order of their keys, and reads how they look. */
final class LockedRows {

    /** Most rows in one statement. */
    private static final int MAX_ROWS = 1_000;

    private final Dialect dialect;
    private final KeyCondition keys;

    LockedRows(Dialect dialect) {
        this.dialect = dialect;
        this.keys = new KeyCondition(dialect);
    }

    /** The rows that are there, by key. The changes have the same key fields and different keys. */
    Map<RowKey, FoundRow> read(Connection connection, Table table, MappedColumns mapped, List<RowChange> changes)
            throws SQLException {
        Map<RowKey, FoundRow> found = new HashMap<>();
        int keyCount = changes.get(0).key().names().size();
        int rowCount = Math.max(1, Math.min(MAX_ROWS, dialect.maxParameterCount() / keyCount));
        for (int from = 0; from < changes.size(); from += rowCount) {
            List<RowChange> chunk = changes.subList(from, Math.min(changes.size(), from + rowCount));
            if (!readChunk(connection, table, mapped, chunk, found)) {
                // A key that is equal for the database and not for us: a collation, or a type with two texts.
                for (RowChange change : chunk) {
                    if (!found.containsKey(change.key())) {
                        readChunk(connection, table, mapped, List.of(change), found);
                    }
                }
            }
        }
        return found;
    }

    /** Returns whether each row could be told to belong to one change. */
    private boolean readChunk(
            Connection connection,
            Table table,
            MappedColumns mapped,
            List<RowChange> chunk,
            Map<RowKey, FoundRow> found)
            throws SQLException {
        List<String> keyFields = chunk.get(0).key().names();
        Map<List<String>, RowChange> byParts = new HashMap<>();
        chunk.forEach(change -> byParts.put(change.key().parts(), change));
        boolean all = true;
        try (PreparedStatement statement = connection.prepareStatement(sql(table, mapped, keyFields, chunk.size()))) {
            int index = 1;
            for (RowChange change : chunk) {
                index = keys.bind(statement, index, table, change);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    RowChange change = chunk.size() == 1 ? chunk.get(0) : byParts.get(parts(rows, table, keyFields));
                    if (change == null) {
                        all = false;
                    } else {
                        found.put(change.key(), mapped.row(texts(rows, keyFields.size() + 1, mapped.columns())));
                    }
                }
            }
        }
        return all;
    }

    private String sql(Table table, MappedColumns mapped, List<String> keyFields, int rowCount) {
        String order = String.join(", ", keys.columns(table, keyFields));
        String columns = Stream.concat(
                        keyFields.stream().map(name -> keyExpression(table, name)),
                        mapped.columns().stream().map(dialect::plainExpression))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + table.name().sql(dialect::quote)
                + keys.where(table, keyFields, rowCount) + " ORDER BY " + order + " FOR UPDATE";
    }

    private String keyExpression(Table table, String name) {
        Column column = table.column(name);
        return column == null ? keys.column(table, name) : dialect.plainExpression(column);
    }

    /** The key of a row as text. Where it is not the canonical one, the row belongs to no change for now. */
    private List<String> parts(ResultSet row, Table table, List<String> keyFields) throws SQLException {
        List<String> parts = new ArrayList<>(keyFields.size());
        for (int i = 0; i < keyFields.size(); i++) {
            Column column = table.column(keyFields.get(i));
            String text = column == null ? row.getString(i + 1) : dialect.readPlain(row, i + 1, column);
            boolean canonical = column == null
                    || column.kind() == ColumnKind.NUMBER
                    || column.kind() == ColumnKind.TEXT
                    || column.kind() == ColumnKind.BYTES
                    || column.kind() == ColumnKind.OTHER;
            parts.add(text == null || !canonical ? "" : text);
        }
        return parts;
    }

    private List<@Nullable String> texts(ResultSet row, int from, List<Column> columns) throws SQLException {
        List<@Nullable String> texts = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            texts.add(dialect.readPlain(row, from + i, columns.get(i)));
        }
        return texts;
    }
}
