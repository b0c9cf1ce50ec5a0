package io.evobridge.connect.normalize;

import io.evobridge.contract.mapping.Split;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One field of an entity, and the columns that it comes from.
 *
 * @param target the field
 * @param columns of the row: one, or where the field is split one for each part
 * @param split how the parts are joined; null for one column
 * @param conversion from the column's non-null values to the field's
 * @param key whether it is part of the key
 */
record MappedField(
        Field target, List<Field> columns, @Nullable Split split, Conversion conversion, boolean key) {

    /** The value of a row before its conversion. */
    @Nullable
    Object read(Struct row) {
        return split == null ? read(row, columns.get(0)) : split.join(parts(row));
    }

    /** Whether the log left the value, or a part of it, out. */
    boolean isLeftOut(Struct row, UnavailableValue unavailable) {
        return columns.stream().anyMatch(column -> {
            Object value = read(row, column);
            return value != null && unavailable.is(value);
        });
    }

    /** Whether every column is null or holds Debezium's stand-in for a null. */
    boolean tellsNothing(Struct row) {
        return columns.stream().allMatch(column -> StandIn.isPossible(read(row, column)));
    }

    String name() {
        return target.name();
    }

    private List<@Nullable String> parts(Struct row) {
        List<@Nullable String> parts = new ArrayList<>(columns.size());
        columns.forEach(column -> parts.add((String) read(row, column)));
        return parts;
    }

    /** Connect's plain getter turns null into the column's default, which is another value. */
    static @Nullable Object read(Struct row, Field column) {
        return column.schema().defaultValue() == null ? row.get(column) : row.getWithoutDefault(column.name());
    }
}
