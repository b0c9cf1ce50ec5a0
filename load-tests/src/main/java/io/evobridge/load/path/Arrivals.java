package io.evobridge.load.path;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * When writes became visible at one place. A write is visible when the place shows its row at that revision or a later
 * one. Thread-safe.
 */
final class Arrivals {

    /** In the order in which rows became pending. */
    private final Map<Long, Deque<Write>> pending = new LinkedHashMap<>();
    /** Of each row the highest revision that was seen, and when. */
    private final Map<Long, Seen> seen = new HashMap<>();

    private final Histogram latencyMicros = new Histogram(3_600_000_000L, 3);
    private long inFlight;
    private long visible;

    private record Seen(long revision, long nanos) {}

    synchronized void committed(Write write) {
        Seen last = seen.get(write.item().id());
        if (last != null && last.revision() >= write.item().revision()) {
            // Whoever looks may be quicker than whoever has written.
            arrived(write, last.nanos());
            return;
        }
        inFlight++;
        pending.computeIfAbsent(write.item().id(), id -> new ArrayDeque<>()).add(write);
    }

    /** Rows that the place does not show yet as they were last written, so many at most: those that have waited longest. */
    synchronized Set<Long> pendingIds(int limit) {
        return pending.keySet().stream().limit(limit).collect(Collectors.toUnmodifiableSet());
    }

    /** The place shows the row at this revision. */
    synchronized void seen(long id, long revision, long nowNanos) {
        Seen last = seen.get(id);
        if (last == null || revision > last.revision()) {
            seen.put(id, new Seen(revision, nowNanos));
        }
        Deque<Write> writes = pending.get(id);
        if (writes == null) {
            return;
        }
        while (!writes.isEmpty() && writes.getFirst().item().revision() <= revision) {
            inFlight--;
            arrived(writes.removeFirst(), nowNanos);
        }
        if (writes.isEmpty()) {
            pending.remove(id);
        }
    }

    private void arrived(Write write, long nowNanos) {
        visible++;
        long micros = Math.max(0, write.latencyNanos(nowNanos) / 1_000);
        latencyMicros.recordValue(Math.min(micros, latencyMicros.getHighestTrackableValue()));
    }

    /** Writes that have been committed and are not visible yet. */
    synchronized long inFlight() {
        return inFlight;
    }

    /** Writes that have become visible since the last {@link #forget}. */
    synchronized long visible() {
        return visible;
    }

    /** Starts to measure anew: what came before was to warm up. */
    synchronized void forget() {
        visible = 0;
        latencyMicros.reset();
    }

    /** A copy of the latencies, in microseconds. */
    synchronized Histogram latencyMicros() {
        return latencyMicros.copy();
    }
}
