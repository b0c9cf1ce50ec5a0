package io.evobridge.resolver.core.causality;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one node's log in one partition, and how far that log has been read. Immutable.
 *
 * @param clock reading after the last event
 * @param position greatest position read
 * @param lastCommitMicros latest commit time read, microseconds since 1970 UTC
 * @param sinkTransaction of the last marker: what else it wrote is an echo; null for none
 */
public record LogClock(
        HlcClock clock,
        LogPosition position,
        long lastCommitMicros,
        @Nullable String sinkTransaction) {

    /** A log of which nothing has been read. */
    public static final LogClock START = new LogClock(HlcClock.START, LogPosition.START, 0, null);

    /**
     * Sources with coarse times take the finer part from the time of capture, so the same write captured twice may
     * differ by up to this.
     */
    private static final long COARSEST_TIME_MICROS = 1_000_000;

    /** The log after one more event, whatever the clock made of it. */
    public LogClock read(HlcClock after, LogPosition at, long commitMicros) {
        LogPosition furthest = at.compareTo(position) > 0 ? at : position;
        return new LogClock(after, furthest, Math.max(commitMicros, lastCommitMicros), sinkTransaction);
    }

    /** The log after the marker of a sink's transaction, which says what the node had seen. */
    public LogClock receive(Hlc seen, LogPosition at, long commitMicros, @Nullable String transaction) {
        LogClock read = read(clock.receive(seen), at, commitMicros);
        // Of a marker that is read again, the transaction may be over since.
        return at.compareTo(position) < 0
                ? read
                : new LogClock(read.clock, read.position, read.lastCommitMicros, transaction);
    }

    public boolean isBeyond(LogPosition at) {
        return at.compareTo(position) > 0;
    }

    /**
     * Whether an event contradicts the log read so far: an earlier place, but committed later than everything. A
     * replay never looks like that; a database whose log began anew does.
     */
    public boolean isContradictedBy(LogPosition at, long commitMicros) {
        return at.compareTo(position) < 0 && commitMicros > lastCommitMicros + COARSEST_TIME_MICROS;
    }
}
