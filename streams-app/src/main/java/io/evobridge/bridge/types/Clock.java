package io.evobridge.bridge.types;

/**
 * Dates, times and moments.
 *
 * @param kind what they are
 * @param digits of the fraction of a second
 */
record Clock(Kind kind, int digits) implements Values {

    /** What a time says. */
    enum Kind {
        DATE("dates"),
        /** 0 to 24 hours. */
        TIME_OF_DAY("times of day"),
        /** MySQL's TIME, which may be negative or over 24 hours. */
        TIME("times"),
        /** A time of day with its distance from UTC. */
        ZONED_TIME("times with a zone"),
        /** A wall clock that does not say where it hangs. */
        WALL_CLOCK("times without a zone"),
        MOMENT("moments"),
        /** MySQL's TIMESTAMP. */
        MOMENT_TO_2038("moments");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        private boolean isMoment() {
            return this == MOMENT || this == MOMENT_TO_2038;
        }
    }

    private static final int MAX_TEXT = 32;

    @Override
    public Fit into(Values column) {
        if (column instanceof Text text) {
            return intoText(text);
        }
        if (!(column instanceof Clock clock)) {
            return Values.strange(kind.plural);
        }
        Fit fit = kind == clock.kind ? Fit.LOSSLESS : ofKind(clock.kind);
        if (fit.isLossy()) {
            return fit;
        } else if (digits > clock.digits) {
            return Fit.lossy("rounds seconds to " + clock.digits + " digits behind the point");
        }
        return digits < clock.digits ? Fit.WIDENING : fit;
    }

    private Fit ofKind(Kind column) {
        if (kind.isMoment() && column.isMoment()) {
            return column == Kind.MOMENT ? Fit.WIDENING : Fit.lossy("holds 1970 to 2038 only");
        } else if (kind.isMoment() && column == Kind.WALL_CLOCK) {
            return Fit.lossy("has no zone: the moment is written as its time in UTC");
        } else if (kind == Kind.WALL_CLOCK && column.isMoment()) {
            return Fit.lossy("is a moment: a time without a zone is taken as UTC");
        } else if (kind == Kind.DATE && column == Kind.WALL_CLOCK) {
            return Fit.widening("as midnight");
        } else if (kind == Kind.TIME_OF_DAY && column == Kind.TIME) {
            return Fit.WIDENING;
        } else if (kind == Kind.TIME && column == Kind.TIME_OF_DAY) {
            return Fit.lossy("holds 0 to 24 hours only");
        }
        return Values.strange(kind.plural);
    }

    @Override
    public long textLength() {
        return MAX_TEXT;
    }
}
