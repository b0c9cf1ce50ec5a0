package io.evobridge.sink.sql;

import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.sql.dialect.Column;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The SQL that writes the steps of a batch, many rows per statement. */
final class RowStatements {

    /** Most rows in one statement; more make it no faster and its text long. */
    private static final int MAX_ROWS = 1_000;

    private final Dialect dialect;
    private final InsertMode mode;
    private final KeyCondition keys;

    RowStatements(Dialect dialect, InsertMode mode) {
        this.dialect = dialect;
        this.mode = mode;
        this.keys = new KeyCondition(dialect);
    }

    void write(Connection connection, WriteStep step) throws SQLException {
        List<RowChange> changes = step.changes();
        int rowCount = rowsPerStatement(step);
        for (int from = 0; from < changes.size(); from += rowCount) {
            List<RowChange> chunk = changes.subList(from, Math.min(changes.size(), from + rowCount));
            if (step.deletes()) {
                delete(connection, step, chunk);
            } else if (mode == InsertMode.INSERT) {
                insert(connection, step, chunk, false);
            } else if (mode == InsertMode.UPDATE) {
                update(connection, step, chunk);
            } else {
                upsert(connection, step, chunk);
            }
        }
    }

    private int rowsPerStatement(WriteStep step) {
        int parameters = Math.max(
                1, step.deletes() ? step.keyFields().size() : written(step).size());
        return Math.max(1, Math.min(MAX_ROWS, dialect.maxParameterCount() / parameters));
    }

    /**
     * MySQL's ON DUPLICATE KEY UPDATE follows the first unique index in which a row collides, which may be another row's. So where
     * there is another unique index, rows are updated by their key, and those that are not there are inserted plainly:
     * a collision is then an error of that row.
     */
    private void upsert(Connection connection, WriteStep step, List<RowChange> chunk) throws SQLException {
        Table table = step.table();
        boolean hitsItsRow = !dialect.upsertFollowsAnyUniqueIndex() || !table.hasOtherUniqueIndex(step.keyFields());
        if (hitsItsRow && namesRequired(step)) {
            insert(connection, step, chunk, true);
            return;
        }
        List<RowChange> added = update(connection, step, chunk);
        if (!added.isEmpty()) {
            insert(connection, step, added, false);
        }
    }

    private static boolean namesRequired(WriteStep step) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(written(step).stream().map(RowField::name).toList());
        return step.table().columns().values().stream()
                .allMatch(column -> !column.isRequired() || names.contains(column.name()));
    }

    /** Fields of the step that have a column which may be written. */
    private static List<RowField> written(WriteStep step) {
        return Objects.requireNonNull(step.shape()).fields().stream()
                .filter(field -> {
                    Column column = step.table().column(field.name());
                    return column != null && !column.isGenerated();
                })
                .toList();
    }

    private void insert(Connection connection, WriteStep step, List<RowChange> chunk, boolean orUpdate)
            throws SQLException {
        List<RowField> fields = written(step);
        String names = fields.stream().map(field -> column(step, field)).collect(Collectors.joining(", "));
        boolean identity = fields.stream()
                .anyMatch(field -> Objects.requireNonNull(step.table().column(field.name()))
                                .filling()
                        == Column.Filling.IDENTITY);
        String row = '(' + String.join(",", Collections.nCopies(fields.size(), "?")) + ')';
        String sql = "INSERT INTO " + table(step) + " (" + names + ")"
                + (identity ? dialect.overridingIdentity() : "") + " VALUES "
                + String.join(",", Collections.nCopies(chunk.size(), row))
                + (orUpdate ? onConflictUpdate(connection, step, fields) : "");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (RowChange change : chunk) {
                Row values = Objects.requireNonNull(change.row());
                for (RowField field : fields) {
                    dialect.bind(
                            statement, index++, field, step.table().column(field.name()), values.value(field.name()));
                }
            }
            statement.executeUpdate();
        }
    }

    private String onConflictUpdate(Connection connection, WriteStep step, List<RowField> fields) throws SQLException {
        List<String> key = keyColumns(step);
        List<String> assigned = assigned(step, fields).stream()
                .map(field -> column(step, field))
                .toList();
        // A row of key fields alone has nothing to update, but must not fail where it is there already.
        return dialect.onConflictUpdate(connection, key, assigned.isEmpty() ? List.of(key.get(0)) : assigned);
    }

    /** Fields that an update sets: all but the key and what may be inserted only. */
    private static List<RowField> assigned(WriteStep step, List<RowField> fields) {
        Set<String> key = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        key.addAll(step.keyFields());
        return fields.stream()
                .filter(field -> !key.contains(field.name())
                        && Objects.requireNonNull(step.table().column(field.name()))
                                .isUpdatable())
                .toList();
    }

    private String table(WriteStep step) {
        return step.table().name().sql(dialect::quote);
    }

    private String column(WriteStep step, RowField field) {
        return keys.column(step.table(), field.name());
    }

    private List<String> keyColumns(WriteStep step) {
        return keys.columns(step.table(), step.keyFields());
    }

    /** Updates the rows that are there; returns the changes of those that are not. */
    private List<RowChange> update(Connection connection, WriteStep step, List<RowChange> chunk) throws SQLException {
        List<RowField> fields = assigned(step, written(step));
        List<String> key = keyColumns(step);
        String assignments =
                fields.stream().map(field -> column(step, field) + "=?").collect(Collectors.joining(", "));
        String sql = "UPDATE " + table(step) + " SET "
                // A row of key fields alone: changes nothing and still tells whether the row is there.
                + (fields.isEmpty() ? key.get(0) + '=' + key.get(0) : assignments) + " WHERE "
                + key.stream().map(name -> name + "=?").collect(Collectors.joining(" AND "));
        List<RowChange> missing = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (RowChange change : chunk) {
                int index = bindFields(statement, 1, step, fields, change);
                keys.bind(statement, index, step.table(), change);
                if (statement.executeUpdate() == 0) {
                    missing.add(change);
                }
            }
        }
        return missing;
    }

    private void delete(Connection connection, WriteStep step, List<RowChange> chunk) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM " + table(step) + keys.where(step.table(), step.keyFields(), chunk.size()))) {
            int index = 1;
            for (RowChange change : chunk) {
                index = keys.bind(statement, index, step.table(), change);
            }
            statement.executeUpdate();
        }
    }

    private int bindFields(
            PreparedStatement statement, int from, WriteStep step, List<RowField> fields, RowChange change)
            throws SQLException {
        int index = from;
        Row values = Objects.requireNonNull(change.row());
        for (RowField field : fields) {
            dialect.bind(statement, index++, field, step.table().column(field.name()), values.value(field.name()));
        }
        return index;
    }
}
