package io.evobridge.bridge.types;

/**
 * Text.
 *
 * @param characters at most
 * @param bytes at most, which is less where the type counts them
 * @param charset empty for all characters of Unicode
 * @param padded whether the database cuts or adds blanks at the end
 */
record Text(long characters, long bytes, String charset, boolean padded) implements Values {

    static final Text UNLIMITED = ofBytes(Long.MAX_VALUE, "");

    /** No larger record travels. */
    private static final long NO_LIMIT_BYTES = 8L << 20;

    private static final int MAX_BYTES_OF_CHARACTER = 4;

    /** So many characters. */
    static Text of(long characters, String charset, boolean padded) {
        return new Text(characters, characters * MAX_BYTES_OF_CHARACTER, charset, padded);
    }

    /** So many bytes, of which a character needs one or more. */
    static Text ofBytes(long bytes, String charset) {
        long limit = bytes >= NO_LIMIT_BYTES ? Long.MAX_VALUE : bytes;
        return new Text(limit, limit, charset, false);
    }

    @Override
    public Fit into(Values column) {
        if (!(column instanceof Text text)) {
            return column instanceof Words words ? Fit.lossy("holds " + words + " only") : Values.strange("text");
        } else if (!text.charset.isEmpty() && !text.charset.equals(charset)) {
            return Fit.lossy("has the character set " + text.charset + ", which lacks characters");
        } else if (characters > text.characters) {
            return Fit.lossy("holds " + text.characters + " characters only");
        } else if (bytes > text.bytes) {
            return Fit.lossy("holds " + text.bytes + " bytes only");
        } else if (text.padded && !padded) {
            return Fit.lossy("keeps no blanks at the end");
        }
        return equals(text) ? Fit.LOSSLESS : Fit.WIDENING;
    }

    @Override
    public long textLength() {
        return characters;
    }
}
