package io.evobridge.load.path;

import io.evobridge.load.Watch;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread that asks one place over and over for what it does not show yet. */
final class Lookout implements AutoCloseable {

    /** Rows that are asked for at once. */
    private static final int ROWS = 50;

    private final Arrivals arrivals = new Arrivals();
    private final String place;
    private final Look look;
    private final long pauseNanos;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Exception failure;

    Lookout(String place, Look look, long pauseMicros) {
        this.place = place;
        this.look = look;
        this.pauseNanos = TimeUnit.MICROSECONDS.toNanos(pauseMicros);
        this.thread = new Thread(this::watch, "lookout-" + place);
        this.thread.setDaemon(true);
    }

    Lookout start() {
        thread.start();
        return this;
    }

    private void watch() {
        try {
            while (!closed) {
                long began = System.nanoTime();
                Set<Long> ids = arrivals.pendingIds(ROWS);
                if (!ids.isEmpty()) {
                    var found = look.revisions(ids);
                    long now = System.nanoTime();
                    found.forEach((id, revision) -> arrivals.seen(id, revision, now));
                }
                Watch.rest(pauseNanos, System.nanoTime() - began);
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    String place() {
        return place;
    }

    /** What has been seen; fails when the place cannot be asked any more. */
    Arrivals arrivals() {
        Exception why = failure;
        if (why != null && !closed) {
            throw new IllegalStateException(place + " cannot be asked", why);
        }
        return arrivals;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
