package io.evobridge.load.report;

import java.util.List;

/**
 * What one measure found.
 *
 * @param measure its name
 * @param question what it answers
 * @param size how much was measured, {@code quick} or {@code full}
 * @param commit of the sources, with {@code +} behind it when they were changed
 * @param date when it began, in UTC
 * @param seconds how long it took
 * @param load runnable processes of the machine when it began: above zero, something else ran too
 * @param figures in the order in which they were found
 * @param checks of correctness that passed
 * @param failure why it could not be measured, or what was wrong; empty for a measure that succeeded
 */
public record Measured(
        String measure,
        String question,
        String size,
        String commit,
        String date,
        long seconds,
        double load,
        List<Figure> figures,
        List<String> checks,
        String failure) {

    public Measured {
        figures = List.copyOf(figures);
        checks = List.copyOf(checks);
    }

    /** Whether it has no figures to be believed. */
    public boolean hasFailed() {
        return !failure.isEmpty();
    }
}
