package io.evobridge.resolver.core.merge;

import io.evobridge.resolver.core.causality.DriftLimit;
import io.evobridge.resolver.core.causality.HlcClock;
import io.evobridge.resolver.core.causality.LogClock;

/**
 * Takes a captured write in: judges its commit time, stamps it, merges it. Pure: key state × clock × write → both after.
 *
 * <p>Law: a log that is read again from any place gives every write the stamp that it got first. A write that the key
 * has seen never moves the clock twice: where the clock lags behind the key (the process died between the two), it makes
 * good exactly the step that was lost.
 *
 * @param drift how far ahead a commit time is believed
 */
public record Intake(DriftLimit drift) {

    /**
     * Takes one write in.
     *
     * @param recordMillis Kafka timestamp of the record that carries the write, milliseconds since 1970 UTC
     */
    public Taken take(KeyState key, LogClock log, Write write, long recordMillis) {
        DriftLimit.Judgement time = drift.judge(Math.floorDiv(write.commitMicros(), 1_000L), recordMillis);
        if (time.refused()) {
            return Taken.refused(
                    log,
                    true,
                    "the commit time of " + write.dot() + " is more than " + drift.maxMillis()
                            + " ms ahead of its record in Kafka; set the clock of "
                            + write.dot().node()
                            + ", then write the row again");
        }
        if (key.seen().covers(write.dot())) {
            return repeated(key, log, write, time);
        }
        HlcClock ticked = log.clock().receive(key.floor(write.context())).tick(time.millis());
        Outcome outcome = key.merge(write.stamped(ticked.reading()));
        return Taken.taken(outcome, log.read(ticked, write.dot().position(), write.commitMicros()), time.drifted());
    }

    private static Taken repeated(KeyState key, LogClock log, Write write, DriftLimit.Judgement time) {
        if (log.isContradictedBy(write.dot().position(), write.commitMicros())) {
            return Taken.refused(
                    log,
                    false,
                    "the log of " + write.dot().node() + " went back to "
                            + write.dot().position()
                            + " with a later commit time: the database was replaced or its log reset;"
                            + " give it a new node name and capture it again");
        }
        HlcClock clock = key.versions().stream()
                .filter(version -> version.dot().equals(write.dot()))
                .findFirst()
                .map(version -> log.clock().receive(version.hlc()))
                .orElseGet(
                        () -> log.isBeyond(write.dot().position()) ? log.clock().tick(time.millis()) : log.clock());
        Outcome outcome = key.merge(write.stamped(clock.reading()));
        return Taken.taken(outcome, log.read(clock, write.dot().position(), write.commitMicros()), false);
    }
}
