package io.evobridge.resolver.core.causality;

import io.evobridge.contract.Hlc;

/**
 * A hybrid logical clock that runs over a database's log. Immutable: each event gives the clock after it.
 *
 * <p>Source: Kulkarni, Demirbas, Madappa, Avva, Leone, "Logical Physical Clocks" (2014). The log takes the place of the
 * machine's clock, so a replay of the log gives the same readings.
 *
 * @param reading the last one taken or received
 */
public record HlcClock(Hlc reading) {

    /** A clock that has seen nothing. */
    public static final HlcClock START = new HlcClock(Hlc.ZERO);

    /** A write committed at a time in milliseconds since 1970 UTC: {@code max(clock + 1, time)}. */
    public HlcClock tick(long commitMillis) {
        Hlc committed = Hlc.of(commitMillis, 0);
        Hlc next = reading.next();
        return new HlcClock(committed.compareTo(next) > 0 ? committed : next);
    }

    /** The node learned of a reading, its own or a remote one: {@code max(clock, seen)}. */
    public HlcClock receive(Hlc seen) {
        return seen.compareTo(reading) > 0 ? new HlcClock(seen) : this;
    }
}
