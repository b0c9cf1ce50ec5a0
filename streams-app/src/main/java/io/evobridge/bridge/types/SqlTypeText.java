package io.evobridge.bridge.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's type as its database writes it, taken apart: {@code decimal(12,2) unsigned}, {@code enum('a','b')}, {@code
 * timestamp(3) with time zone}.
 *
 * @param name in lower case, without what is in brackets: {@code timestamp with time zone}
 * @param arguments in brackets; words without their quotes
 */
record SqlTypeText(String name, List<String> arguments) {

    private static final Pattern FORM = Pattern.compile("([^(]*)(?:\\((.*)\\))?([^)]*)", Pattern.DOTALL);
    private static final Pattern ARGUMENT = Pattern.compile("'((?:[^']|'')*)'|([^,' ]+)");

    static SqlTypeText of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return new SqlTypeText(text.toLowerCase(Locale.ROOT), List.of());
        }
        String name = (form.group(1).trim() + " " + form.group(3).trim()).trim().toLowerCase(Locale.ROOT);
        return new SqlTypeText(name, form.group(2) == null ? List.of() : words(form.group(2)));
    }

    /** Reads {@code 'a','b'} or {@code 12,2}; a quote in a word is two. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(text);
        while (argument.find()) {
            words.add(
                    argument.group(1) == null
                            ? argument.group(2)
                            : argument.group(1).replace("''", "'"));
        }
        return words;
    }

    /** The number in brackets at a place, from 0. */
    int number(int place, int otherwise) {
        return arguments.size() > place ? Integer.parseInt(arguments.get(place)) : otherwise;
    }
}
