package io.evobridge.resolver.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces a stream thread that failed, unless too many fail in a short time: then the resolver gives up. */
final class ThreadRestarts implements StreamsUncaughtExceptionHandler {

    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadRestarts.class);

    private final int max;
    private final LongSupplier nanoTime;
    private final Deque<Long> failures = new ArrayDeque<>();
    private @Nullable Throwable lastCause;

    ThreadRestarts(int max, LongSupplier nanoTime) {
        this.max = max;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        long now = nanoTime.getAsLong();
        failures.addLast(now);
        while (now - failures.getFirst() > WINDOW.toNanos()) {
            failures.removeFirst();
        }
        if (failures.size() > max) {
            lastCause = exception;
            LOG.error("giving up failures={} window={}", failures.size(), WINDOW, exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("restarting a failed thread failures={} window={}", failures.size(), WINDOW, exception);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Why the resolver gave up; empty as long as it has not. */
    synchronized Optional<Throwable> givenUp() {
        return Optional.ofNullable(lastCause);
    }
}
