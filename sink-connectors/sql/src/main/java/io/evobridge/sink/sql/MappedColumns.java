package io.evobridge.sink.sql;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.sink.common.row.FieldNaming;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.sql.dialect.Column;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that count in the fingerprints of its rows: all that the connector does not leave out and that
 * the database does not compute, under the names of their fields.
 */
final class MappedColumns {

    private final Dialect dialect;
    private final Table table;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    MappedColumns(Dialect dialect, Table table, String entity, FieldNaming naming) {
        this.dialect = dialect;
        this.table = table;
        for (Column column : table.columns().values()) {
            String field = naming.source(entity, column.name());
            if (!column.isGenerated() && naming.writes(entity, field) && naming.writes(entity, column.name())) {
                columns.add(column);
                fields.add(field);
            }
        }
    }

    List<Column> columns() {
        return columns;
    }

    /** Plain texts of a row that was read, by field; {@code texts} are in the order of the columns. */
    SortedMap<String, @Nullable String> row(List<? extends @Nullable String> texts) {
        SortedMap<String, @Nullable String> row = new TreeMap<>();
        for (int i = 0; i < fields.size(); i++) {
            row.put(fields.get(i), texts.get(i));
        }
        return row;
    }

    /** The fingerprint of a row; null is one that is not there. */
    static long print(@Nullable SortedMap<String, @Nullable String> row) {
        return row == null ? RowFingerprint.ABSENT : RowFingerprint.of(row);
    }

    /** How a row will look when a record has been written into it; {@code found} null: inserted. */
    SortedMap<String, @Nullable String> written(@Nullable SortedMap<String, @Nullable String> found, Row record) {
        SortedMap<String, @Nullable String> row = new TreeMap<>();
        for (int i = 0; i < fields.size(); i++) {
            Column column = columns.get(i);
            String before = found == null ? null : found.get(fields.get(i));
            int position = position(record, column);
            row.put(
                    fields.get(i),
                    position < 0 || (found != null && !column.isUpdatable())
                            ? before
                            : text(record.shape().fields().get(position), column, record.value(position)));
        }
        return row;
    }

    private @Nullable String text(RowField field, Column column, @Nullable Object value) {
        return value == null ? null : dialect.storedPlain(field, column, value);
    }

    private int position(Row record, Column column) {
        int exact = record.shape().position(column.name());
        if (exact >= 0) {
            return exact;
        }
        List<RowField> shape = record.shape().fields();
        for (int i = 0; i < shape.size(); i++) {
            if (column.equals(table.column(shape.get(i).name()))) {
                return i;
            }
        }
        return -1;
    }
}
