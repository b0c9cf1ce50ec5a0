package io.evobridge.sink.common.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in canonical Java types (see {@link FieldType}) in the order of a shape. Immutable; arrays are not copied. */
public final class Row {

    private final RowShape shape;
    private final List<@Nullable Object> values;

    public Row(RowShape shape, List<? extends @Nullable Object> values) {
        if (shape.fields().size() != values.size()) {
            throw new IllegalArgumentException(shape.fields().size() + " fields, " + values.size() + " values");
        }
        this.shape = shape;
        this.values = Collections.unmodifiableList(new ArrayList<@Nullable Object>(values));
    }

    /** A row of named fields taken from this one; throws IllegalArgumentException where one is missing. */
    Row only(List<String> names) {
        RowShape.Selection selection = shape.select(names);
        List<@Nullable Object> chosen = new ArrayList<>(names.size());
        for (int position : selection.positions()) {
            chosen.add(values.get(position));
        }
        return new Row(selection.shape(), chosen);
    }

    public RowShape shape() {
        return shape;
    }

    /** Canonical value by position in the shape. */
    public @Nullable Object value(int position) {
        return values.get(position);
    }

    /** Canonical value by name; null also where there is no such field. */
    public @Nullable Object value(String name) {
        int position = shape.position(name);
        return position < 0 ? null : values.get(position);
    }

    public List<@Nullable Object> values() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row that
                && shape.equals(that.shape)
                && Arrays.deepEquals(values.toArray(), that.values.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values.toArray());
    }

    /** Names only: values must not reach logs. */
    @Override
    public String toString() {
        return "Row" + shape.names();
    }
}
