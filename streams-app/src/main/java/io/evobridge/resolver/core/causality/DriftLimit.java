package io.evobridge.resolver.core.causality;

import io.evobridge.contract.Hlc;

/**
 * How far a database's clock may be ahead of the Kafka timestamp of the record that carries its write.
 *
 * @param maxMillis furthest believed, milliseconds
 * @param policy what happens beyond it
 */
public record DriftLimit(long maxMillis, DriftPolicy policy) {

    public DriftLimit {
        if (maxMillis < 0) {
            throw new IllegalArgumentException("a drift limit is not negative: " + maxMillis);
        }
    }

    /** What is made of a commit time; both times in milliseconds since 1970 UTC. */
    public Judgement judge(long commitMillis, long recordMillis) {
        // Times that an HLC cannot hold, before 1970 and after 10889, are the nearest that it can.
        long commit = Math.max(0, Math.min(commitMillis, Hlc.MAX_MILLIS));
        long latest = Math.max(0, Math.min(recordMillis, Hlc.MAX_MILLIS - maxMillis)) + maxMillis;
        if (commit <= latest) {
            return new Judgement(commit, false, false);
        }
        return switch (policy) {
            case CLAMP -> new Judgement(latest, true, false);
            case QUARANTINE -> new Judgement(latest, true, true);
            case ACCEPT -> new Judgement(commit, true, false);
        };
    }

    /**
     * A judged commit time.
     *
     * @param millis the time to use
     * @param drifted whether it was beyond the limit
     * @param refused whether the write must not be used
     */
    public record Judgement(long millis, boolean drifted, boolean refused) {}
}
