package io.evobridge.bridge.types;

/** Bit strings of at most so many bits. */
record Bits(int length) implements Values {

    @Override
    public Fit into(Values column) {
        if (column instanceof Bits bits) {
            if (length > bits.length) {
                return Fit.lossy("holds " + bits.length + " bits only");
            }
            return length == bits.length ? Fit.LOSSLESS : Fit.WIDENING;
        } else if (column instanceof Text text) {
            return intoText(text);
        }
        return Values.strange("bit strings");
    }

    @Override
    public long textLength() {
        return length;
    }
}
