package io.evobridge.connect.avro;

import io.evobridge.connect.Pause;
import io.evobridge.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a registry that is away. Connect itself, as it is set up by default, lets a task fail at a converter's
 * first retriable exception, and with {@code errors.tolerance=all} sends the record to the dead letters: neither is
 * right for a registry that restarts.
 */
final class RegistryPatience {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private final long timeoutNanos;
    private final LongSupplier nanoClock;
    private final Pause pause;

    RegistryPatience(Duration timeout) {
        this(timeout, System::nanoTime, TimeUnit.MILLISECONDS::sleep);
    }

    RegistryPatience(Duration timeout, LongSupplier nanoClock, Pause pause) {
        this.timeoutNanos = timeout.toNanos();
        this.nanoClock = nanoClock;
        this.pause = pause;
    }

    /**
     * Runs the call until the registry answers.
     *
     * @throws RetriableException if it does not in time; Connect's {@code errors.retry.timeout} goes on from there
     */
    <T> T ask(Supplier<T> call) {
        long start = nanoClock.getAsLong();
        for (long pauseMillis = FIRST_PAUSE_MILLIS; ; pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS)) {
            try {
                return call.get();
            } catch (RegistryUnavailableException e) {
                long waitedNanos = nanoClock.getAsLong() - start;
                if (waitedNanos + TimeUnit.MILLISECONDS.toNanos(pauseMillis) > timeoutNanos
                        || !pause.passed(pauseMillis)) {
                    throw new RetriableException(
                            "gave up waiting for the schema registry after "
                                    + TimeUnit.NANOSECONDS.toMillis(waitedNanos)
                                    + " ms; start it, then restart the task, or raise registry.outage.timeout.ms: "
                                    + e.getMessage(),
                            e);
                }
                LOG.warn("event=registry_away waited_ms={} reason={}", waitedNanos / 1_000_000, e.getMessage());
            }
        }
    }
}
