package io.evobridge.sink.sql;

import io.evobridge.contract.mapping.ColumnRules;
import io.evobridge.contract.mapping.Conversion;
import io.evobridge.contract.mapping.Split;
import io.evobridge.sink.common.row.FieldNaming;
import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowField;
import io.evobridge.sink.common.row.RowKey;
import io.evobridge.sink.common.row.RowShape;
import io.evobridge.sink.sql.dialect.Column;
import io.evobridge.sink.sql.dialect.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The way from rows of an entity's fields to rows of a table's columns, where they differ in more than their names. */
final class RowMapping {

    private final ColumnRules rules;
    private final FieldNaming naming;
    private @Nullable Plan last;

    RowMapping(ColumnRules rules, FieldNaming naming) {
        this.rules = rules;
        this.naming = naming;
    }

    /** One value of the row, as one or several columns. */
    private interface Step {
        void add(@Nullable Object value, List<@Nullable Object> columns);
    }

    private record Plan(
            String entity, RowShape fields, @Nullable Table table, RowShape columns, List<Step> steps) {

        boolean isFor(String wanted, RowShape shape, @Nullable Table target) {
            return Objects.equals(table, target) && entity.equals(wanted) && fields.equals(shape);
        }
    }

    /**
     * The same change, of columns. Throws DataException for a value that a column cannot say.
     *
     * @param table null where it is still to be created
     */
    RowChange columns(RowChange change, @Nullable Table table) {
        if (rules.isEmpty()) {
            return change;
        }
        Row row = change.row();
        return new RowChange(
                change.source(),
                change.collection(),
                key(change.key(), table),
                row == null ? null : columns(change.entity(), row, table),
                change.provenance());
    }

    private Row columns(String entity, Row row, @Nullable Table table) {
        Plan plan = last;
        if (plan == null || !plan.isFor(entity, row.shape(), table)) {
            plan = plan(entity, row.shape(), table);
            last = plan;
        }
        List<@Nullable Object> values = new ArrayList<>(plan.columns.fields().size());
        for (int i = 0; i < plan.steps.size(); i++) {
            plan.steps.get(i).add(row.value(i), values);
        }
        rules.constants()
                .forEach((name, word) -> values.add(word(name, word, table).value()));
        return new Row(plan.columns, values);
    }

    private Plan plan(String entity, RowShape shape, @Nullable Table table) {
        List<RowField> columns = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (RowField field : shape.fields()) {
            String name = naming.source(entity, field.name());
            Split split = rules.splits().get(name);
            Conversion conversion = rules.conversionOf(name);
            if (split != null) {
                split.columns().forEach(column -> columns.add(new RowField(column, FieldType.STRING, null)));
                steps.add((value, values) -> values.addAll(split.split(text(name, value))));
            } else if (conversion != null) {
                var converted = new ConvertedColumn(field, conversion, column(table, field.name()));
                columns.add(converted.target());
                steps.add((value, values) -> values.add(converted.value(value)));
            } else {
                columns.add(field);
                steps.add((value, values) -> values.add(value));
            }
        }
        rules.constants()
                .forEach((name, word) -> columns.add(word(name, word, table).field()));
        return new Plan(entity, shape, table, new RowShape(columns), steps);
    }

    /** Where a constant is part of the table's primary key, it is part of the row's. */
    private RowKey key(RowKey key, @Nullable Table table) {
        List<ColumnWord> words = rules.constants().entrySet().stream()
                .filter(constant ->
                        table != null && table.primaryKey().stream().anyMatch(constant.getKey()::equalsIgnoreCase))
                .map(constant -> word(constant.getKey(), constant.getValue(), table))
                .toList();
        if (words.isEmpty()) {
            return key;
        }
        List<String> parts = new ArrayList<>(key.parts());
        List<RowField> fields = new ArrayList<>(key.fields().shape().fields());
        List<@Nullable Object> values = new ArrayList<>(key.fields().values());
        for (ColumnWord word : words) {
            parts.add(word.plain());
            fields.add(word.field());
            values.add(word.value());
        }
        return new RowKey(key.entity(), parts, new Row(new RowShape(fields), values));
    }

    /** The columns that identify a record among those of the entity. */
    List<String> keyFields(Table table) {
        return table.primaryKey().stream()
                .filter(column -> rules.constantOf(column) == null)
                .toList();
    }

    private static ColumnWord word(String name, String word, @Nullable Table table) {
        return ColumnWord.of(name, word, column(table, name));
    }

    private static @Nullable Column column(@Nullable Table table, String name) {
        return table == null ? null : table.column(name);
    }

    private static @Nullable String text(String field, @Nullable Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new DataException(
                "field " + field + " is no text elsewhere, but its mapping splits it: mend one of the mappings");
    }
}
