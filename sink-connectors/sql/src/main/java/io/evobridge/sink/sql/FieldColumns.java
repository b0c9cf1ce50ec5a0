package io.evobridge.sink.sql;

import io.evobridge.contract.mapping.ColumnRules;
import io.evobridge.contract.mapping.Conversion;
import io.evobridge.contract.mapping.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One field, and the columns of a table that hold it. */
final class FieldColumns {

    /** Before a text that is no value of the field; no value begins so. */
    private static final char UNCONVERTIBLE = '\uFFFF';

    private final String name;
    private final @Nullable Split split;
    private final @Nullable Conversion conversion;
    private final Map<String, Integer> positions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private FieldColumns(String name, @Nullable Split split, @Nullable Conversion conversion) {
        this.name = name;
        this.split = split;
        this.conversion = conversion;
    }

    static FieldColumns of(String field, ColumnRules rules) {
        return new FieldColumns(field, rules.splits().get(field), rules.conversionOf(field));
    }

    void add(String column, int position) {
        positions.put(column, position);
    }

    String name() {
        return name;
    }

    boolean isSplit() {
        return split != null;
    }

    boolean has(String column) {
        return positions.containsKey(column);
    }

    /** Where its columns are among those of the table that are read. */
    List<Integer> positions() {
        return List.copyOf(positions.values());
    }

    /** The field's plain text, from those of all columns. */
    @Nullable
    String text(List<? extends @Nullable String> texts) {
        if (split != null) {
            List<@Nullable String> parts = new ArrayList<>();
            for (String column : split.columns()) {
                Integer position = positions.get(column);
                parts.add(position == null ? null : texts.get(position));
            }
            return split.join(parts);
        }
        String text = texts.get(positions.values().iterator().next());
        return text == null || conversion == null
                ? text
                : conversion.fieldText(text).orElse(UNCONVERTIBLE + text);
    }
}
