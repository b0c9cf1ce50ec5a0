package io.evobridge.contract.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of one table differ from the fields of its entity, beyond their names. In the text of a setting every
 * name and word is URL-encoded.
 *
 * @param conversions by field, of its column's values
 * @param splits by field that several columns hold
 * @param constants column that is no field → the word that it holds in every row of the entity
 */
public record ColumnRules(
        Map<String, Conversion> conversions, Map<String, Split> splits, Map<String, String> constants) {

    /** Columns are fields. */
    public static final ColumnRules NONE = new ColumnRules(Map.of(), Map.of(), Map.of());

    private static final String CONVERSION_RULE =
            "field:scale:<digits>, field:number or field:values:<column>=<field>[;…]";
    private static final String SPLIT_RULE = "field:<separator>:<column>:<column>[:…], URL-encoded";
    private static final String CONSTANT_RULE = "column:<value>, URL-encoded";

    public ColumnRules {
        conversions = Map.copyOf(conversions);
        splits = Map.copyOf(splits);
        constants = Map.copyOf(constants);
        if (conversions.keySet().stream().anyMatch(splits::containsKey)) {
            throw new IllegalArgumentException("a field is either split or converted");
        }
        List<String> taken = new ArrayList<>(constants.keySet());
        splits.values().forEach(split -> taken.addAll(split.columns()));
        if (taken.stream().distinct().count() != taken.size()) {
            throw new IllegalArgumentException("a column is a constant or a part of one field");
        }
    }

    /** Reads the texts of three settings; throws IllegalArgumentException that states the rule. */
    public static ColumnRules parse(List<String> conversions, List<String> splits, List<String> constants) {
        Map<String, Conversion> conversionByField = new LinkedHashMap<>();
        conversions.forEach(text -> put(conversionByField, conversion(text)));
        Map<String, Split> splitByField = new LinkedHashMap<>();
        splits.forEach(text -> put(splitByField, split(text)));
        Map<String, String> wordByColumn = new LinkedHashMap<>();
        constants.forEach(text -> put(wordByColumn, constant(text)));
        return new ColumnRules(conversionByField, splitByField, wordByColumn);
    }

    /** Reads {@code field:conversion}; throws IllegalArgumentException that states the rule. */
    public static Map.Entry<String, Conversion> conversion(String text) {
        int colon = separator(text, CONVERSION_RULE);
        return Map.entry(text.substring(0, colon), Conversion.parse(text.substring(colon + 1)));
    }

    /** Reads {@code field:separator:column:column…}; throws IllegalArgumentException that states the rule. */
    public static Map.Entry<String, Split> split(String text) {
        int colon = separator(text, SPLIT_RULE);
        List<String> words = Arrays.stream(text.substring(colon + 1).split(":", -1))
                .map(EncodedWord::read)
                .toList();
        return Map.entry(text.substring(0, colon), new Split(words.subList(1, words.size()), words.get(0)));
    }

    /** Reads {@code column:value}; throws IllegalArgumentException that states the rule. */
    public static Map.Entry<String, String> constant(String text) {
        int colon = separator(text, CONSTANT_RULE);
        return Map.entry(EncodedWord.read(text.substring(0, colon)), EncodedWord.read(text.substring(colon + 1)));
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** The conversion of a field's column, null for none. */
    public @Nullable Conversion conversionOf(String field) {
        return conversions.get(field);
    }

    /** The field that a column holds a part of. */
    public Optional<String> splitFieldOf(String column) {
        return splits.entrySet().stream()
                .filter(split -> split.getValue().columns().stream().anyMatch(column::equalsIgnoreCase))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The word that a column holds in every row of the entity; null for a column that is a field. */
    public @Nullable String constantOf(String column) {
        return constants.entrySet().stream()
                .filter(constant -> constant.getKey().equalsIgnoreCase(column))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** {@link #conversions} as the text of a setting. */
    public String conversionsText() {
        return joined(conversions.entrySet().stream()
                .map(entry -> entry.getKey() + ':' + entry.getValue().text())
                .toList());
    }

    /** {@link #splits} as the text of a setting. */
    public String splitsText() {
        return joined(splits.entrySet().stream()
                .map(entry -> {
                    StringBuilder text = new StringBuilder(entry.getKey())
                            .append(':')
                            .append(EncodedWord.write(entry.getValue().by()));
                    entry.getValue()
                            .columns()
                            .forEach(column -> text.append(':').append(EncodedWord.write(column)));
                    return text.toString();
                })
                .toList());
    }

    /** {@link #constants} as the text of a setting. */
    public String constantsText() {
        return joined(constants.entrySet().stream()
                .map(entry -> EncodedWord.write(entry.getKey()) + ':' + EncodedWord.write(entry.getValue()))
                .toList());
    }

    private static String joined(Collection<String> texts) {
        return String.join(",", texts.stream().sorted().toList());
    }

    private static int separator(String text, String rule) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException(rule);
        }
        return colon;
    }

    private static <V> void put(Map<String, V> map, Map.Entry<String, V> entry) {
        if (map.put(entry.getKey(), entry.getValue()) != null) {
            throw new IllegalArgumentException("each name only once, not '" + entry.getKey() + "' twice");
        }
    }
}
