package io.evobridge.bridge;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that a person probably meant. */
public final class Nearest {

    private static final int MAX_EDITS = 3;

    private Nearest() {}

    /** "; did you mean 'x'?" for the nearest word within three edits, else nothing. */
    public static String hint(String typed, Collection<String> words) {
        return word(typed, words).map(word -> "; did you mean '" + word + "'?").orElse("");
    }

    /** As {@link #hint}, or else all words that there are. */
    public static String choice(String typed, Collection<String> words) {
        String hint = hint(typed, words);
        return hint.isEmpty() ? "; known are " + String.join(", ", words) : hint;
    }

    /** The nearest word within three edits, and within half of its own length. */
    static Optional<String> word(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> edits(typed, word) <= Math.min(MAX_EDITS, word.length() / 2))
                .min(Comparator.comparingInt(word -> edits(typed, word)));
    }

    /** Levenshtein distance. */
    private static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
