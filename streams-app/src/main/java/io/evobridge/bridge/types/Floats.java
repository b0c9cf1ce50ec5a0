package io.evobridge.bridge.types;

/**
 * Binary floating-point numbers of four or eight bytes.
 *
 * @param isDouble eight bytes
 * @param signed whether negative ones are allowed
 */
record Floats(boolean isDouble, boolean signed) implements Values {

    static final Floats FLOAT = new Floats(false, true);
    static final Floats DOUBLE = new Floats(true, true);

    private static final int MAX_TEXT = 25;

    @Override
    public Fit into(Values column) {
        if (column instanceof Floats floats) {
            if (isDouble && !floats.isDouble) {
                return Fit.lossy("has 7 significant digits instead of 15");
            } else if (signed && !floats.signed) {
                return Fit.lossy("holds no negative numbers");
            }
            return equals(floats) ? Fit.LOSSLESS : Fit.WIDENING;
        } else if (column instanceof Numbers) {
            return Fit.lossy("is a decimal, which few floats fit");
        } else if (column instanceof Text text) {
            return intoText(text);
        }
        return Values.strange("floats");
    }

    @Override
    public long textLength() {
        return MAX_TEXT;
    }
}
