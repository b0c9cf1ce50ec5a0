package io.evobridge.bridge.types;

/**
 * How well a column takes values, and why.
 *
 * @param why one clause about the column; empty where there is nothing to say
 */
record Fit(Grade grade, String why) {

    static final Fit LOSSLESS = new Fit(Grade.LOSSLESS, "");
    static final Fit WIDENING = widening("holds more");

    static Fit lossless(String why) {
        return new Fit(Grade.LOSSLESS, why);
    }

    static Fit widening(String why) {
        return new Fit(Grade.WIDENING, why);
    }

    static Fit lossy(String why) {
        return new Fit(Grade.LOSSY, why);
    }

    boolean isLossy() {
        return grade == Grade.LOSSY;
    }
}
