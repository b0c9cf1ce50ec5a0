package io.evobridge.bridge.types;

/**
 * The values that a type can hold. Left out are those for which databases of one kind have no place at all, such as NaN,
 * infinity and years before 1000: a sink refuses them one by one, each with a sentence, and nothing is lost silently.
 */
sealed interface Values permits Numbers, Floats, Truth, Text, Words, Clock, Bytes, Bits, Other {

    /** How well a column that holds the given values takes these. */
    Fit into(Values column);

    /** The longest plain text of a value, in characters. */
    long textLength();

    /** For a column of text, where values stand as they are read. */
    default Fit intoText(Text column) {
        return textLength() <= column.characters()
                ? Fit.widening("as text")
                : Fit.lossy("holds " + column.characters() + " characters only");
    }

    /** For a column of another kind than the values. */
    static Fit strange(String values) {
        return Fit.lossy("has no place for " + values);
    }
}
