package io.evobridge.sink.common;

import java.util.function.LongSupplier;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Asks Connect to commit soon after rows have become durable, but not more often than the interval: the committed offsets
 * are how a bridge sees what a target holds, and Connect by itself commits once a minute.
 */
final class CommitRequests {

    private final long intervalMillis;
    private final LongSupplier nanoTime;
    private long dueNanos;

    /**
     * Asks at once for the first time.
     *
     * @param intervalMillis 0 never asks
     * @param nanoTime as {@link System#nanoTime}
     */
    CommitRequests(long intervalMillis, LongSupplier nanoTime) {
        this.intervalMillis = intervalMillis;
        this.nanoTime = nanoTime;
        this.dueNanos = nanoTime.getAsLong();
    }

    /** To be called whenever Connect comes by, with records or without. */
    void ask(SinkTaskContext context, PartitionProgress progress) {
        if (intervalMillis == 0 || progress.isCommitted()) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - dueNanos >= 0) {
            context.requestCommit();
            dueNanos = now + intervalMillis * 1_000_000;
        }
        // Connect commits when it comes by the next time, and not while an earlier commit is on its way. To a topic
        // that
        // has gone quiet it would come by after a minute, and the end of a burst would look as if it were missing.
        context.timeout(intervalMillis);
    }
}
