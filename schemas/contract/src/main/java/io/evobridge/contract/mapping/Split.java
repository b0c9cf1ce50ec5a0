package io.evobridge.contract.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One text field that the table keeps in several columns.
 *
 * <p>Law: {@code join(split(text))} is the text again. The other way round it need not be so, because a part may hold
 * the separator: a sink leaves columns alone that say the field's value already.
 *
 * @param columns at least two, in the order of the parts
 * @param by what stands between the parts
 */
public record Split(List<String> columns, String by) {

    public Split {
        columns = List.copyOf(columns);
        if (columns.size() < 2 || columns.stream().distinct().count() != columns.size() || by.isEmpty()) {
            throw new IllegalArgumentException("two or more different columns, with something between their texts");
        }
    }

    /** The field's text: the parts that are there, with the separator between them; null where none is. */
    public @Nullable String join(List<? extends @Nullable String> parts) {
        List<? extends @Nullable String> present =
                parts.stream().filter(Objects::nonNull).toList();
        return present.isEmpty() ? null : present.stream().map(String::valueOf).collect(Collectors.joining(by));
    }

    /** The parts: cut at the first separators, so that the last column takes the rest; null where nothing is left. */
    public List<@Nullable String> split(@Nullable String text) {
        List<@Nullable String> parts = new ArrayList<>(columns.size());
        String rest = text;
        while (rest != null && parts.size() < columns.size() - 1) {
            int at = rest.indexOf(by);
            parts.add(at < 0 ? rest : rest.substring(0, at));
            rest = at < 0 ? null : rest.substring(at + by.length());
        }
        parts.add(rest);
        while (parts.size() < columns.size()) {
            parts.add(null);
        }
        return Collections.unmodifiableList(parts);
    }
}
