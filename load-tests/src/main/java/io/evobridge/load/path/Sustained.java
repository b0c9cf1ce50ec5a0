package io.evobridge.load.path;

import io.evobridge.load.data.ItemTable;
import java.time.Duration;

/**
 * What a path does.
 *
 * @param rate rows per second without growing lag
 * @param p50Millis median latency of single writes when there is nothing else to do
 */
record Sustained(double rate, double p50Millis) {

    /** How many single writes the latency is taken of. */
    static final int WRITES = 200;

    private static final int WRITES_PER_SECOND = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Measures the latency of single writes, from that number on, at one place. */
    static Sustained of(double rate, Window.Opening opening, Lookout lookout, long first) throws Exception {
        lookout.arrivals().forget();
        OpenLoop.run(
                first,
                WRITES_PER_SECOND,
                WRITES / WRITES_PER_SECOND,
                () -> BareWrites.sql(opening.open(), ItemTable.OR_UPDATE_MYSQL),
                lookout.arrivals()::committed);
        io.evobridge.load.Watch.until(
                "single writes are visible in " + lookout.place(),
                PATIENCE,
                () -> lookout.arrivals().inFlight() == 0);
        return new Sustained(rate, lookout.arrivals().latencyMicros().getValueAtPercentile(50) / 1_000.0);
    }
}
