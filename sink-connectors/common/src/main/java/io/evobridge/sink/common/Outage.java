package io.evobridge.sink.common;

/** The time in which a target does not take writes: counts attempts and says how long to wait, doubling up to a bound. */
final class Outage {

    private final long firstDelayMillis;
    private final long maxDelayMillis;
    private int attempts;

    Outage(long firstDelayMillis, long maxDelayMillis) {
        this.firstDelayMillis = firstDelayMillis;
        this.maxDelayMillis = maxDelayMillis;
    }

    /** One more failed attempt; returns the wait before the next. */
    long failed() {
        int doublings = Math.min(attempts, 30);
        attempts++;
        return Math.min(maxDelayMillis, firstDelayMillis << doublings);
    }

    /** A write went through. Returns whether there had been an outage. */
    boolean over() {
        boolean was = attempts > 0;
        attempts = 0;
        return was;
    }

    int attempts() {
        return attempts;
    }

    boolean isOngoing() {
        return attempts > 0;
    }
}
