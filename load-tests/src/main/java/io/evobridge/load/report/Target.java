package io.evobridge.load.report;

/**
 * What a figure should be.
 *
 * @param limit in the figure's unit; the limit itself meets the target
 * @param atLeast whether more is better
 */
public record Target(double limit, boolean atLeast) {

    public boolean isMetBy(double value) {
        return atLeast ? value >= limit : value <= limit;
    }

    /** How well the value does: 1 is the target itself, more is better. */
    double fulfilment(double value) {
        double ratio = atLeast ? value / limit : limit / Math.max(value, limit / 1_000);
        return Math.max(ratio, 0);
    }

    String text() {
        return (atLeast ? "≥ " : "≤ ") + Numbers.text(limit);
    }
}
