package io.evobridge.load.path;

import io.evobridge.load.data.Item;

/**
 * A write that has been committed.
 *
 * @param scheduledNanos when it should have begun, as {@link System#nanoTime()}
 * @param begunNanos when it began; later where the writer was still busy with the one before
 * @param committedNanos when the database had answered
 */
record Write(Item item, long scheduledNanos, long begunNanos, long committedNanos) {

    /**
     * Latency from its commit, in nanoseconds. A write that began late counts from when it would have been committed had it
     * begun in time: what made it wait is part of what is measured (coordinated omission).
     */
    long latencyNanos(long visibleNanos) {
        return Math.max(0, visibleNanos - committedNanos) + Math.max(0, begunNanos - scheduledNanos);
    }
}
