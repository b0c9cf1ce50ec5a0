package io.evobridge.bridge.types;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Words out of a fixed choice.
 *
 * @param words the choice, in order
 * @param several whether a value is any number of them, with commas between
 */
record Words(List<String> words, boolean several) implements Values {

    Words {
        words = List.copyOf(words);
    }

    @Override
    public Fit into(Values column) {
        if (column instanceof Text text) {
            return intoText(text);
        }
        if (!(column instanceof Words other) || several != other.several) {
            return Values.strange(several ? "sets of words" : "words");
        }
        Set<String> missing = new HashSet<>(words);
        other.words.forEach(missing::remove);
        if (!missing.isEmpty()) {
            return Fit.lossy("has no word "
                    + words.stream().filter(missing::contains).findFirst().orElseThrow());
        }
        return words.size() == other.words.size() ? Fit.LOSSLESS : Fit.WIDENING;
    }

    @Override
    public long textLength() {
        return several
                ? words.stream().mapToLong(word -> word.length() + 1L).sum()
                : words.stream().mapToLong(String::length).max().orElse(0);
    }

    @Override
    public String toString() {
        return String.join(", ", words);
    }
}
