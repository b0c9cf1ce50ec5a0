package io.evobridge.sink.sql;

import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.sql.dialect.Column;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** The condition that picks the rows of some changes by their keys. */
final class KeyCondition {

    private final Dialect dialect;

    KeyCondition(Dialect dialect) {
        this.dialect = dialect;
    }

    /** A column, quoted, in the table's own spelling. */
    String column(Table table, String name) {
        Column column = table.column(name);
        return dialect.quote(column == null ? name : column.name());
    }

    /** The key columns, quoted. */
    List<String> columns(Table table, List<String> keyFields) {
        return keyFields.stream().map(name -> column(table, name)).toList();
    }

    /** The WHERE clause for so many rows; {@link #bind} fills in one after the other. */
    String where(Table table, List<String> keyFields, int rowCount) {
        List<String> names = columns(table, keyFields);
        if (names.size() == 1) {
            return " WHERE " + names.get(0) + " IN (" + String.join(",", Collections.nCopies(rowCount, "?")) + ')';
        }
        String row = '(' + String.join(",", Collections.nCopies(names.size(), "?")) + ')';
        return " WHERE (" + String.join(", ", names) + ") IN (" + String.join(",", Collections.nCopies(rowCount, row))
                + ')';
    }

    /** Fills in the key of one change; returns the place of the next parameter. */
    int bind(PreparedStatement statement, int from, Table table, RowChange change) throws SQLException {
        int index = from;
        Row key = change.key().fields();
        for (int i = 0; i < key.values().size(); i++) {
            RowField field = key.shape().fields().get(i);
            Column column = table.column(field.name());
            if (field.type() == FieldType.STRING) {
                dialect.bindKeyText(
                        statement, index++, column, change.key().parts().get(i));
            } else {
                dialect.bind(statement, index++, field, column, key.value(i));
            }
        }
        return index;
    }
}
