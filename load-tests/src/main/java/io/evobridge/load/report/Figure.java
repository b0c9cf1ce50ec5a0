package io.evobridge.load.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * One number that was measured.
 *
 * @param subject what it is about, for example {@code MySQL}; figures of one subject stand together
 * @param name what it says of the subject
 * @param unit for example {@code rows/s}; {@code ×} for a ratio
 * @param target what it should be; null when it stands for comparison only
 * @param note what one must know to read it; empty when nothing
 */
public record Figure(
        String subject,
        String name,
        double value,
        String unit,
        @Nullable Target target,
        String note) {

    public Figure {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(subject + ", " + name + " is no number: " + value);
        }
    }

    /** A number that stands for comparison. */
    public static Figure of(String subject, String name, double value, String unit) {
        return new Figure(subject, name, value, unit, null, "");
    }

    /** How much of the other one this is, as a ratio of two figures in one unit. */
    public static Figure ratio(String subject, String name, double value, double other) {
        return of(subject, name, value / other, "×");
    }

    public Figure atLeast(double limit) {
        return new Figure(subject, name, value, unit, new Target(limit, true), note);
    }

    public Figure atMost(double limit) {
        return new Figure(subject, name, value, unit, new Target(limit, false), note);
    }

    public Figure noting(String what) {
        return new Figure(subject, name, value, unit, target, what);
    }

    /** Whether there is a target and the value meets it. */
    @JsonIgnore
    public boolean isMet() {
        return target != null && target.isMetBy(value);
    }

    /** In one line, for a person. */
    public String line() {
        String line = subject + ", " + name + ": " + valueText();
        return target == null ? line : line + " (target " + target.text() + (isMet() ? ", met)" : ", not met)");
    }

    String valueText() {
        return unit.equals("×") ? Numbers.text(value) + "×" : Numbers.text(value) + " " + unit;
    }
}
