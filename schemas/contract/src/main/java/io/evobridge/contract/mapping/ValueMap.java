package io.evobridge.contract.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The column says the field's values in other words. The field is a boolean where all its words are {@code true} or
 * {@code false}, a whole number where all are such, and text otherwise.
 *
 * @param fieldByColumn the column's word → the field's word; both sides name each only once
 */
public record ValueMap(Map<String, String> fieldByColumn) implements Conversion {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final String RULE = "the column's words with the field's, each once on its side";

    /** What the field's values are. */
    public enum Kind {
        BOOLEAN,
        WHOLE,
        TEXT
    }

    public ValueMap {
        fieldByColumn = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fieldByColumn));
        if (fieldByColumn.isEmpty()
                || fieldByColumn.values().stream().distinct().count() != fieldByColumn.size()) {
            throw new IllegalArgumentException(RULE);
        }
    }

    static ValueMap parse(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String pair : text.split(";", -1)) {
            String[] sides = pair.split("=", -1);
            if (sides.length != 2 || words.put(EncodedWord.read(sides[0]), EncodedWord.read(sides[1])) != null) {
                throw new IllegalArgumentException(RULE);
            }
        }
        return new ValueMap(words);
    }

    /** What the field's values are. */
    public Kind kind() {
        if (fieldByColumn.values().stream().allMatch(TruthWord::isOne)) {
            return Kind.BOOLEAN;
        }
        return fieldByColumn.values().stream()
                        .allMatch(word -> WHOLE.matcher(word).matches())
                ? Kind.WHOLE
                : Kind.TEXT;
    }

    /** The field's word of a column's plain text. */
    public Optional<String> toField(String columnText) {
        String exact = fieldByColumn.get(columnText);
        return Optional.ofNullable(exact != null ? exact : fieldByColumn.get(TruthWord.of(columnText)));
    }

    /** The column's word of a field's plain text. */
    public Optional<String> toColumn(String fieldText) {
        String wanted = kind() == Kind.BOOLEAN ? TruthWord.of(fieldText) : fieldText;
        return fieldByColumn.entrySet().stream()
                .filter(words -> words.getValue().equals(wanted))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Optional<String> fieldText(String columnText) {
        Optional<String> word = toField(columnText);
        return kind() == Kind.BOOLEAN ? word.map(TruthWord::plain) : word;
    }

    @Override
    public String text() {
        return fieldByColumn.entrySet().stream()
                .map(words -> EncodedWord.write(words.getKey()) + '=' + EncodedWord.write(words.getValue()))
                .collect(Collectors.joining(";", "values:", ""));
    }
}
