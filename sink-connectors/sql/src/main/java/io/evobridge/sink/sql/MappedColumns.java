package io.evobridge.sink.sql;

import io.evobridge.contract.mapping.ColumnRules;
import io.evobridge.contract.mapping.ConstantWord;
import io.evobridge.sink.common.row.FieldNaming;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.common.row.RowShape;
import io.evobridge.sink.sql.dialect.Column;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that count in the fingerprints of its rows: all that the connector does not leave out and that
 * the database does not compute, under the names of their fields and as the fields' values. Those of constants tell
 * whether a row is one of the entity.
 */
final class MappedColumns {

    private final Dialect dialect;
    private final Table table;
    private final List<Column> columns = new ArrayList<>();
    private final List<FieldColumns> fields = new ArrayList<>();
    private final Map<Integer, String> constants = new LinkedHashMap<>();

    MappedColumns(Dialect dialect, Table table, String entity, FieldNaming naming, ColumnRules rules) {
        this.dialect = dialect;
        this.table = table;
        Map<String, FieldColumns> split = new LinkedHashMap<>();
        for (Column column : table.columns().values()) {
            String word = rules.constantOf(column.name());
            String part = rules.splitFieldOf(column.name()).orElse(null);
            String field = part == null ? naming.source(entity, column.name()) : part;
            if (word != null) {
                constants.put(columns.size(), word);
                columns.add(column);
            } else if (!column.isGenerated() && naming.writes(entity, field) && naming.writes(entity, column.name())) {
                FieldColumns known = split.get(field);
                if (known == null) {
                    known = FieldColumns.of(field, rules);
                    fields.add(known);
                    split.put(field, known);
                }
                known.add(column.name(), columns.size());
                columns.add(column);
            }
        }
    }

    List<Column> columns() {
        return columns;
    }

    /** A row that was read; {@code texts} are in the order of the columns. */
    FoundRow row(List<? extends @Nullable String> texts) {
        SortedMap<String, @Nullable String> row = new TreeMap<>();
        fields.forEach(field -> row.put(field.name(), field.text(texts)));
        boolean own = constants.entrySet().stream().allMatch(constant -> {
            String text = texts.get(constant.getKey());
            boolean isText = ColumnWord.isText(columns.get(constant.getKey()));
            return text != null && ConstantWord.matches(constant.getValue(), text, isText);
        });
        return new FoundRow(row, !own);
    }

    /** How a row will look when a record has been written into it; {@code found} null: inserted. */
    FoundRow written(@Nullable FoundRow found, Row record) {
        List<@Nullable String> texts = new ArrayList<>(columns.size());
        List<Boolean> kept = new ArrayList<>(columns.size());
        for (Column column : columns) {
            int position = position(record, column);
            boolean keeps = position < 0 || (found != null && !column.isUpdatable());
            kept.add(keeps);
            texts.add(keeps ? null : text(record.shape().fields().get(position), column, record.value(position)));
        }
        SortedMap<String, @Nullable String> row = new TreeMap<>();
        for (FieldColumns field : fields) {
            boolean keeps = field.positions().stream().anyMatch(kept::get);
            String before = found == null ? null : found.texts().get(field.name());
            row.put(field.name(), keeps ? before : field.text(texts));
        }
        return new FoundRow(row, false);
    }

    /**
     * What of a record is to be written into a row: a field that several columns hold already is left to them, because
     * they may say it with other parts.
     */
    Row changed(@Nullable FoundRow found, FoundRow written, Row record) {
        if (found == null || fields.stream().noneMatch(FieldColumns::isSplit)) {
            return record;
        }
        List<RowField> rest = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < record.shape().fields().size(); i++) {
            RowField column = record.shape().fields().get(i);
            boolean same = fields.stream()
                    .filter(field -> field.isSplit() && field.has(column.name()))
                    .anyMatch(field -> Objects.equals(
                            found.texts().get(field.name()), written.texts().get(field.name())));
            if (!same) {
                rest.add(column);
                values.add(record.value(i));
            }
        }
        return new Row(new RowShape(rest), values);
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
