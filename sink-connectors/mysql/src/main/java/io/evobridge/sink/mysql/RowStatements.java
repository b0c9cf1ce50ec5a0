package io.evobridge.sink.mysql;

import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowField;
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

    private final InsertMode mode;
    private final boolean rowAlias;

    /**
     * @param mode how rows are written
     * @param rowAlias whether the server knows {@code VALUES … AS new} (MySQL 8.0.19), or only the older VALUES()
     */
    RowStatements(InsertMode mode, boolean rowAlias) {
        this.mode = mode;
        this.rowAlias = rowAlias;
    }

    void write(Connection connection, WriteStep step) throws SQLException {
        List<RowChange> changes = step.changes();
        for (int from = 0; from < changes.size(); from += MAX_ROWS) {
            List<RowChange> chunk = changes.subList(from, Math.min(changes.size(), from + MAX_ROWS));
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

    /**
     * ON DUPLICATE KEY UPDATE follows the first unique index in which a row collides, which may be another row's. So where
     * there is another unique index, rows are updated by their key, and those that are not there are inserted plainly:
     * a collision is then an error of that row.
     */
    private void upsert(Connection connection, WriteStep step, List<RowChange> chunk) throws SQLException {
        Table table = step.table();
        if (!table.hasOtherUniqueIndex(step.keyFields())
                && table.isPrimaryKey(step.keyFields())
                && namesRequired(step)) {
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
                .allMatch(column -> !column.required() || names.contains(column.name()));
    }

    /** Fields of the step that have a column which may be written. */
    private static List<RowField> written(WriteStep step) {
        return Objects.requireNonNull(step.shape()).fields().stream()
                .filter(field -> {
                    Column column = step.table().column(field.name());
                    return column != null && !column.generated();
                })
                .toList();
    }

    private void insert(Connection connection, WriteStep step, List<RowChange> chunk, boolean orUpdate)
            throws SQLException {
        List<RowField> fields = written(step);
        String names =
                fields.stream().map(field -> TableName.quote(field.name())).collect(Collectors.joining(", "));
        String row = '(' + String.join(",", Collections.nCopies(fields.size(), "?")) + ')';
        String sql = "INSERT INTO " + step.table().name().sql() + " (" + names + ") VALUES "
                + String.join(",", Collections.nCopies(chunk.size(), row))
                + (orUpdate ? onDuplicate(step, fields) : "");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (RowChange change : chunk) {
                Row values = Objects.requireNonNull(change.row());
                for (RowField field : fields) {
                    Binding.set(
                            statement, index++, field, step.table().column(field.name()), values.value(field.name()));
                }
            }
            statement.executeUpdate();
        }
    }

    private String onDuplicate(WriteStep step, List<RowField> fields) {
        Set<String> key = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        key.addAll(step.keyFields());
        List<String> assigned = fields.stream()
                .map(RowField::name)
                .filter(name -> !key.contains(name))
                .toList();
        // A row of key fields alone has nothing to update, but must not fail where it is there already.
        List<String> names = assigned.isEmpty() ? List.of(step.keyFields().get(0)) : assigned;
        return (rowAlias ? " AS new" : "") + " ON DUPLICATE KEY UPDATE "
                + names.stream()
                        .map(TableName::quote)
                        .map(name -> name + '=' + (rowAlias ? "new." + name : "VALUES(" + name + ')'))
                        .collect(Collectors.joining(", "));
    }

    /** Updates the rows that are there; returns the changes of those that are not. */
    private static List<RowChange> update(Connection connection, WriteStep step, List<RowChange> chunk)
            throws SQLException {
        Set<String> key = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        key.addAll(step.keyFields());
        List<RowField> fields = written(step).stream()
                .filter(field -> !key.contains(field.name()))
                .toList();
        String first = TableName.quote(step.keyFields().get(0));
        String assignments = fields.stream()
                .map(field -> TableName.quote(field.name()) + "=?")
                .collect(Collectors.joining(", "));
        String sql = "UPDATE " + step.table().name().sql() + " SET "
                // A row of key fields alone: changes nothing and still tells whether the row is there.
                + (fields.isEmpty() ? first + '=' + first : assignments) + " WHERE "
                + step.keyFields().stream()
                        .map(name -> TableName.quote(name) + "=?")
                        .collect(Collectors.joining(" AND "));
        List<RowChange> missing = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (RowChange change : chunk) {
                int index = bindFields(statement, 1, step, fields, change);
                bindKey(statement, index, step.table(), change);
                if (statement.executeUpdate() == 0) {
                    missing.add(change);
                }
            }
        }
        return missing;
    }

    private void delete(Connection connection, WriteStep step, List<RowChange> chunk) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + step.table().name().sql() + where(step, chunk.size()))) {
            bindKeys(statement, step, chunk);
            statement.executeUpdate();
        }
    }

    private static String where(WriteStep step, int count) {
        List<String> names = step.keyFields().stream().map(TableName::quote).toList();
        if (names.size() == 1) {
            return " WHERE " + names.get(0) + " IN (" + String.join(",", Collections.nCopies(count, "?")) + ')';
        }
        String row = '(' + String.join(",", Collections.nCopies(names.size(), "?")) + ')';
        return " WHERE (" + String.join(", ", names) + ") IN (" + String.join(",", Collections.nCopies(count, row))
                + ')';
    }

    private static void bindKeys(PreparedStatement statement, WriteStep step, List<RowChange> chunk)
            throws SQLException {
        int index = 1;
        for (RowChange change : chunk) {
            index = bindKey(statement, index, step.table(), change);
        }
    }

    private static int bindFields(
            PreparedStatement statement, int from, WriteStep step, List<RowField> fields, RowChange change)
            throws SQLException {
        int index = from;
        Row values = Objects.requireNonNull(change.row());
        for (RowField field : fields) {
            Binding.set(statement, index++, field, step.table().column(field.name()), values.value(field.name()));
        }
        return index;
    }

    private static int bindKey(PreparedStatement statement, int from, Table table, RowChange change)
            throws SQLException {
        int index = from;
        Row key = change.key().fields();
        for (int i = 0; i < key.values().size(); i++) {
            RowField field = key.shape().fields().get(i);
            Column column = table.column(field.name());
            if (field.type() == FieldType.STRING) {
                Binding.setKeyText(
                        statement, index++, column, change.key().parts().get(i));
            } else {
                Binding.set(statement, index++, field, column, key.value(i));
            }
        }
        return index;
    }
}
