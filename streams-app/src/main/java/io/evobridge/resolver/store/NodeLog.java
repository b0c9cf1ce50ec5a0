package io.evobridge.resolver.store;

import io.evobridge.resolver.core.causality.LogClock;

/**
 * How far one node's log has been taken in, in one partition. Immutable.
 *
 * @param clock of the log
 * @param next offset in the node's captured topic: every record before it has been taken in; {@link #UNKNOWN} where a
 *     resolver stored it that did not know
 */
public record NodeLog(LogClock clock, long next) {

    /** In place of an offset. */
    public static final long UNKNOWN = -1;

    /** A log of which nothing has been taken in. */
    public static final NodeLog START = new NodeLog(LogClock.START, 0);

    /** After the record at an offset, which left the clock like this. A record that is read again is contained already. */
    public NodeLog taken(LogClock after, long offset) {
        return new NodeLog(after, Math.max(next, offset + 1));
    }

    /** After the record at an offset, which says nothing to the clock: an echo, or a record for quarantine. */
    public NodeLog passed(long offset) {
        return taken(clock, offset);
    }
}
