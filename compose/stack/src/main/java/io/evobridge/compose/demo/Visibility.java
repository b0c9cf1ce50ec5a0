package io.evobridge.compose.demo;

import io.evobridge.compose.demo.Write.RowId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How soon the writes were visible in one target. A write counts as visible when the target shows its row at that
 * revision or a later one. Thread-safe.
 */
final class Visibility {

    private static final long HIGHEST_TRACKABLE_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Map<RowId, Deque<Write>> pending = new HashMap<>();
    private final Histogram latencyMicros = new Histogram(HIGHEST_TRACKABLE_MICROS, 3);
    private long written;
    private long visible;
    private long measuredFromNanos = System.nanoTime();

    synchronized void committed(Write write) {
        written++;
        pending.computeIfAbsent(write.row(), row -> new ArrayDeque<>()).add(write);
    }

    /** The rows that the target does not show yet in their newest revision. */
    synchronized Set<RowId> pendingRows() {
        return Set.copyOf(pending.keySet());
    }

    /** When the oldest write that is not visible yet was sent, in milliseconds since 1970; empty if all are visible. */
    synchronized OptionalLong oldestPendingMillis() {
        return pending.values().stream()
                .mapToLong(writes -> writes.getFirst().startedMillis())
                .min();
    }

    /** The target shows this row at this revision, observed at {@code nowNanos}. */
    synchronized void seen(RowId row, long revision, long nowNanos) {
        Deque<Write> writes = pending.get(row);
        if (writes == null) {
            return;
        }
        while (!writes.isEmpty() && writes.getFirst().revision() <= revision) {
            Write write = writes.removeFirst();
            visible++;
            if (write.committedNanos() >= measuredFromNanos) {
                record(nowNanos - write.committedNanos());
            }
        }
        if (writes.isEmpty()) {
            pending.remove(row);
        }
    }

    /** Latency counts for writes that are committed from now on: what came before was to warm up. */
    synchronized void measureFromNow() {
        measuredFromNanos = System.nanoTime();
        latencyMicros.reset();
    }

    private void record(long latencyNanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(latencyNanos);
        latencyMicros.recordValue(Math.min(Math.max(micros, 0), HIGHEST_TRACKABLE_MICROS));
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(
                written,
                visible,
                latencyMicros.getTotalCount(),
                latencyMicros.getValueAtPercentile(50) / 1000.0,
                latencyMicros.getValueAtPercentile(99) / 1000.0,
                latencyMicros.getMaxValue() / 1000.0);
    }

    /**
     * @param written writes committed so far
     * @param visible writes that the target has shown
     * @param measured writes that the latencies are taken of
     * @param p50Millis median of commit to visible
     * @param p99Millis 99th percentile of commit to visible
     * @param maxMillis slowest write that has become visible
     */
    record Snapshot(long written, long visible, long measured, double p50Millis, double p99Millis, double maxMillis) {

        boolean complete() {
            return visible == written;
        }
    }
}
