package io.evobridge.connect.normalize;

import io.evobridge.contract.mapping.ConstantWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Which rows of a table are of an entity: those that hold the mapping's constants. A row that comes to hold them is new. */
final class EntityRows {

    private final String table;
    private final List<Constant> constants;
    private final @Nullable Set<String> keyColumns;

    private record Constant(Field column, Predicate<Object> matches) {}

    /**
     * What a change is for the entity.
     *
     * @param op c, u, d or r; another one as it came
     * @param before the row before, where it was of the entity
     * @param after the row after, where it is of the entity
     */
    record Change(
            String op, @Nullable Struct before, @Nullable Struct after) {}

    private EntityRows(String table, List<Constant> constants, @Nullable Set<String> keyColumns) {
        this.table = table;
        this.constants = constants;
        this.keyColumns = keyColumns;
    }

    /**
     * Throws UnconvertibleException where the table does not have the columns.
     *
     * @param row schema of the table's rows
     * @param recordKey schema of the record's key
     * @param leavesOut whether the log may tell nothing but the key of an old row
     */
    static EntityRows of(EntityMapping mapping, Schema row, @Nullable Schema recordKey, boolean leavesOut) {
        List<Constant> constants = new ArrayList<>();
        for (Map.Entry<String, String> constant : mapping.rules().constants().entrySet()) {
            Field column = row.field(constant.getKey());
            if (column == null) {
                throw new UnconvertibleException("table " + mapping.table() + " has no column " + constant.getKey()
                        + ", which the mapping gives a constant value: mend the mapping or the table");
            }
            constants.add(new Constant(column, matching(column, constant.getValue())));
        }
        Set<String> key = recordKey == null || recordKey.type() != Schema.Type.STRUCT
                ? Set.of()
                : recordKey.fields().stream().map(Field::name).collect(Collectors.toSet());
        return new EntityRows(mapping.table(), List.copyOf(constants), leavesOut ? key : null);
    }

    private static Predicate<Object> matching(Field column, String word) {
        CanonicalType type = CanonicalType.of(column.schema(), true);
        boolean isText = ColumnText.isText(type.schema());
        var text = ColumnText.of(type.schema());
        return value -> ConstantWord.matches(word, text.apply(type.conversion().apply(value)), isText);
    }

    /** The change as the entity sees it; null where it is none of its rows. */
    @Nullable
    Change of(String op, @Nullable Struct before, @Nullable Struct after) {
        if (constants.isEmpty()) {
            return new Change(op, before, after);
        }
        boolean was = before != null && holds(before);
        boolean is = after != null && holds(after);
        if (!is && !was) {
            requireTold(op, before);
            return null;
        }
        if (!is) {
            return new Change("d", before, null);
        }
        return op.equals("u") && before != null && !was
                ? new Change("c", null, after)
                : new Change(op, was ? before : null, after);
    }

    private boolean holds(Struct row) {
        return constants.stream().allMatch(constant -> {
            Object value = MappedField.read(row, constant.column);
            return value != null && constant.matches.test(value);
        });
    }

    /** A row of which the log tells nothing but the key may have been of the entity. */
    private void requireTold(String op, @Nullable Struct before) {
        Set<String> key = keyColumns;
        boolean old = op.equals("u") || op.equals("d");
        if (!old || key == null || constants.stream().allMatch(constant -> key.contains(constant.column.name()))) {
            return;
        }
        boolean told = before != null
                && before.schema().fields().stream()
                        .anyMatch(column ->
                                !key.contains(column.name()) && !StandIn.isPossible(MappedField.read(before, column)));
        if (!told) {
            throw new UnconvertibleException("the log does not tell the old values of the constant columns of table "
                    + table + ": ALTER TABLE " + table + " REPLICA IDENTITY FULL");
        }
    }
}
