package io.evobridge.contract.mapping;

/** {@code true} and {@code false}, whose plain texts are 1 and 0. */
public final class TruthWord {

    private TruthWord() {}

    static boolean isOne(String word) {
        return word.equals("true") || word.equals("false");
    }

    /** The word of a plain text; any other text as it is. */
    static String of(String plain) {
        return plain.equals("1") ? "true" : plain.equals("0") ? "false" : plain;
    }

    /** The plain text of the word; any other text as it is. */
    public static String plain(String word) {
        return word.equals("true") ? "1" : word.equals("false") ? "0" : word;
    }
}
