package io.evobridge.bridge.types;

/** True and false. */
record Truth() implements Values {

    private static final int MAX_TEXT = 5;
    private static final Numbers AS_NUMBERS = Numbers.whole(0, 1);

    @Override
    public Fit into(Values column) {
        if (column instanceof Truth) {
            return Fit.LOSSLESS;
        } else if (column instanceof Numbers) {
            return AS_NUMBERS.into(column).isLossy() ? Values.strange("0 and 1") : Fit.widening("as 0 and 1");
        } else if (column instanceof Text text) {
            return intoText(text);
        }
        return Values.strange("true and false");
    }

    @Override
    public long textLength() {
        return MAX_TEXT;
    }
}
