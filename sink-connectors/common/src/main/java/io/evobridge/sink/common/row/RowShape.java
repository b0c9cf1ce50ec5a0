package io.evobridge.sink.common.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The fields of a row in order; equal for equal fields, so that a writer can cache what it prepares per shape. */
public final class RowShape {

    private final List<RowField> fields;
    private final Map<String, Integer> positions;
    private final int hash;
    private final boolean partial;
    private final Map<List<String>, Selection> selections = new ConcurrentHashMap<>();

    /**
     * Some fields of a shape.
     *
     * @param shape the shape that they make
     * @param positions their places in the shape that they were taken from
     */
    record Selection(RowShape shape, List<Integer> positions) {}

    public RowShape(List<RowField> fields) {
        this(fields, false);
    }

    RowShape(List<RowField> fields, boolean partial) {
        this.fields = List.copyOf(fields);
        this.partial = partial;
        this.positions = new HashMap<>();
        for (int i = 0; i < this.fields.size(); i++) {
            if (positions.put(this.fields.get(i).name(), i) != null) {
                throw new IllegalArgumentException(
                        "two fields are named " + this.fields.get(i).name());
            }
        }
        this.hash = this.fields.hashCode();
    }

    public List<RowField> fields() {
        return fields;
    }

    public List<String> names() {
        return fields.stream().map(RowField::name).toList();
    }

    public boolean has(String name) {
        return positions.containsKey(name);
    }

    /** Whether every one of the names is a field. */
    boolean hasAll(List<String> names) {
        return positions.keySet().containsAll(names);
    }

    /** The named fields, prepared once; throws IllegalArgumentException where one is missing. */
    Selection select(List<String> names) {
        return selections.computeIfAbsent(names, this::selection);
    }

    private Selection selection(List<String> names) {
        List<RowField> chosen = new ArrayList<>(names.size());
        List<Integer> places = new ArrayList<>(names.size());
        for (String name : names) {
            int position = position(name);
            if (position < 0) {
                throw new IllegalArgumentException("no field " + name + " among " + names());
            }
            chosen.add(fields.get(position));
            places.add(position);
        }
        return new Selection(new RowShape(chosen), List.copyOf(places));
    }

    /** Whether every field of the other shape is in this one. */
    public boolean covers(RowShape other) {
        return positions.keySet().containsAll(other.positions.keySet());
    }

    /**
     * Whether the source left out the value of a field that the row has, as with an unchanged TOAST value. A target that
     * cannot keep the old value must refuse the row. Plays no part in equality.
     */
    public boolean isPartial() {
        return partial;
    }

    /** Place of a field, −1 where there is none. */
    public int position(String name) {
        return positions.getOrDefault(name, -1);
    }

    /** The same fields less some whose values the source left out. */
    RowShape without(Set<String> names) {
        return new RowShape(
                fields.stream().filter(field -> !names.contains(field.name())).toList(), true);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof RowShape that && hash == that.hash && fields.equals(that.fields));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "RowShape" + names();
    }
}
