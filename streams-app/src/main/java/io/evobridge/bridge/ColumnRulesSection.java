package io.evobridge.bridge;

import io.evobridge.contract.mapping.ColumnRules;
import io.evobridge.contract.mapping.Conversion;
import io.evobridge.contract.mapping.NumberText;
import io.evobridge.contract.mapping.Scale;
import io.evobridge.contract.mapping.Split;
import io.evobridge.contract.mapping.ValueMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of a mapping in a bridge file that say how columns differ from fields beyond their names. */
final class ColumnRulesSection {

    static final String CONVERT = "convert";
    static final String SPLIT = "split";
    static final String CONSTANTS = "constants";

    private final YamlSection mapping;

    /** What the text of a column can be. */
    private enum TextForm {
        NUMBER
    }

    ColumnRulesSection(YamlSection mapping) {
        this.mapping = mapping;
    }

    /**
     * Reads and checks them.
     *
     * @param key fields that identify a record
     * @param columns field → column, of the same mapping
     * @param exclude columns that are no part of the entity, of the same mapping
     */
    ColumnRules read(List<String> key, Map<String, String> columns, List<String> exclude) {
        Map<String, Conversion> conversions = new LinkedHashMap<>();
        mapping.section(CONVERT)
                .ifPresent(section -> section.keys()
                        .forEach(field -> section.section(field)
                                .ifPresent(
                                        conversion -> conversions.put(field, conversion(section, field, conversion)))));
        Map<String, Split> splits = new LinkedHashMap<>();
        mapping.section(SPLIT)
                .ifPresent(section -> section.keys()
                        .forEach(field -> section.section(field)
                                .ifPresent(split -> splits.put(field, split(section, field, split)))));
        Map<String, String> constants = new LinkedHashMap<>(mapping.settings(CONSTANTS));
        refuseKeyFields(CONVERT, conversions, key);
        refuseKeyFields(SPLIT, splits, key);
        for (String field : splits.keySet()) {
            if (conversions.containsKey(field) || columns.containsKey(field)) {
                throw mapping.mistake(
                        SPLIT,
                        "has '" + field + "', which is also in "
                                + (conversions.containsKey(field) ? "'convert'" : "'columns'")
                                + ": a field has one column or several");
            }
        }
        refuseSecondRoles(key, columns, exclude, splits, constants);
        return new ColumnRules(conversions, splits, constants);
    }

    private static Conversion conversion(YamlSection outer, String field, YamlSection section) {
        Optional<Conversion> scale = section.optionalParsed("scale", Scale::parse);
        Optional<Conversion> number = section.choice("text", TextForm.class).map(form -> NumberText.INSTANCE);
        Map<String, String> words = section.settings("values");
        Optional<Conversion> values = Optional.empty();
        if (!words.isEmpty()) {
            try {
                values = Optional.of(new ValueMap(words));
            } catch (IllegalArgumentException e) {
                throw section.mistake("values", "must be " + e.getMessage());
            }
        }
        section.refuseUnknown();
        List<Conversion> given =
                Stream.of(scale, number, values).flatMap(Optional::stream).toList();
        if (given.size() != 1) {
            throw outer.mistake(
                    field, "needs one of scale: <digits>, text: number and values: {<column's word>: <field's word>}");
        }
        return given.get(0);
    }

    private static Split split(YamlSection outer, String field, YamlSection section) {
        List<String> columns = section.texts("columns");
        String by = section.optionalText("by").orElse(" ");
        section.refuseUnknown();
        try {
            return new Split(columns, by);
        } catch (IllegalArgumentException e) {
            throw outer.mistake(field, "must be " + e.getMessage());
        }
    }

    private void refuseKeyFields(String where, Map<String, ?> rules, List<String> key) {
        for (String field : rules.keySet()) {
            if (key.contains(field)) {
                throw mapping.mistake(
                        where, "has '" + field + "', but a field of the key has one column, with the key's own values");
            }
        }
    }

    /** A column is a field, a part of a field, a constant or no part of the entity. */
    private void refuseSecondRoles(
            List<String> key,
            Map<String, String> columns,
            List<String> exclude,
            Map<String, Split> splits,
            Map<String, String> constants) {
        Map<String, String> roles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        columns.forEach((field, column) -> roles.put(column, "the column of field " + field));
        key.forEach(field -> roles.put(columns.getOrDefault(field, field), "the column of key field " + field));
        exclude.forEach(column -> roles.put(column, "excluded"));
        splits.forEach((field, split) -> split.columns().forEach(column -> takeRole(roles, SPLIT, column, field)));
        constants.forEach((column, word) -> takeRole(roles, CONSTANTS, column, null));
    }

    private void takeRole(Map<String, String> roles, String where, String column, @Nullable String field) {
        String other = roles.put(column, field == null ? "a constant" : "a part of field " + field);
        if (other != null) {
            throw mapping.mistake(where, "has the column '" + column + "', which is " + other);
        }
    }
}
