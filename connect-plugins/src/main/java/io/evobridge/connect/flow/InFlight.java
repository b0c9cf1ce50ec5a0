package io.evobridge.connect.flow;

import io.evobridge.connect.Pause;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is sent, and asks how much of it is still on its way only when the bound could be reached: a source with
 * little traffic asks never. At the bound it holds the source until half of it is left. Not thread-safe but for what is read
 * about it.
 */
final class InFlight implements FlowControlMXBean {

    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);
    private static final long PAUSE_MILLIS = 20;
    /** Shorter than the time that Connect gives a task to stop, of which it learns between two attempts only. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

    private static final long WARNING_NANOS = Duration.ofMinutes(1).toNanos();

    private final int max;
    private final Lag lag;
    private final LongSupplier nanoClock;
    private final Pause pause;
    private volatile long known;
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean held;
    private final AtomicLong heldNanos = new AtomicLong();
    private long warnedNanos;

    InFlight(int max, Lag lag) {
        this(max, lag, System::nanoTime, TimeUnit.MILLISECONDS::sleep);
    }

    InFlight(int max, Lag lag, LongSupplier nanoClock, Pause pause) {
        this.max = max;
        this.lag = lag;
        this.nanoClock = nanoClock;
        this.pause = pause;
        // Whatever was in flight before this task counts.
        this.known = max;
        this.warnedNanos = nanoClock.getAsLong() - WARNING_NANOS;
    }

    /**
     * Lets one record go on, at once or when there is room.
     *
     * @throws RetriableException there is none yet
     */
    void admit() {
        if (held || known + sent.get() >= max) {
            awaitRoom();
        }
        sent.incrementAndGet();
    }

    private void awaitRoom() {
        long start = nanoClock.getAsLong();
        look();
        if (known < max && !held) {
            return;
        }
        while (known > max / 2) {
            if (!held) {
                held = true;
                LOG.info("event=capture_held in_flight={} max={}", known, max);
            }
            if (nanoClock.getAsLong() - start > PATIENCE_NANOS || !pause.passed(PAUSE_MILLIS)) {
                heldNanos.addAndGet(nanoClock.getAsLong() - start);
                throw new RetriableException("capture waits: " + known + " changes are in flight, more than " + max / 2
                        + "; the resolver works them off, see that it runs");
            }
            look();
        }
        if (held) {
            held = false;
            heldNanos.addAndGet(nanoClock.getAsLong() - start);
            LOG.info("event=capture_goes_on in_flight={} held_ms_so_far={}", known, getHeldMillis());
        }
    }

    /** Where nobody can tell, capture goes on: Kafka itself, which cannot be asked, is what it waits for then. */
    private void look() {
        long records;
        try {
            records = lag.records();
        } catch (LagUnknownException e) {
            records = 0;
            long now = nanoClock.getAsLong();
            if (now - warnedNanos >= WARNING_NANOS) {
                warnedNanos = now;
                LOG.warn(
                        "event=in_flight_unknown reason={}; capture is not held meanwhile; the connector's account needs to"
                                + " describe the resolver's consumer group and the captured topic",
                        e.getMessage());
            }
        }
        known = records;
        sent.set(0);
    }

    @Override
    public long getInFlight() {
        return known + sent.get();
    }

    @Override
    public int getMax() {
        return max;
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public long getHeldMillis() {
        return TimeUnit.NANOSECONDS.toMillis(heldNanos.get());
    }
}
