package io.evobridge.bridge.types;

/**
 * Bytes.
 *
 * @param length at most
 * @param padded whether the database fills up with zeros
 */
record Bytes(long length, boolean padded) implements Values {

    static final Bytes UNLIMITED = of(Long.MAX_VALUE);

    /** No larger record travels. */
    private static final long NO_LIMIT = 8L << 20;

    static Bytes of(long length) {
        return new Bytes(length >= NO_LIMIT ? Long.MAX_VALUE : length, false);
    }

    @Override
    public Fit into(Values column) {
        if (!(column instanceof Bytes bytes)) {
            return Values.strange("bytes");
        } else if (length > bytes.length) {
            return Fit.lossy("holds " + bytes.length + " bytes only");
        } else if (bytes.padded && (!padded || length < bytes.length)) {
            return Fit.lossy("adds zeros at the end");
        }
        return equals(bytes) ? Fit.LOSSLESS : Fit.WIDENING;
    }

    @Override
    public long textLength() {
        return Long.MAX_VALUE;
    }
}
