package io.evobridge.load;

import io.evobridge.servers.ConnectRest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what is being measured, closely. */
public final class Watch {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long REST = 4;
    private static final Duration CONNECTOR_LIMIT = Duration.ofMinutes(3);

    private Watch() {}

    /** Something that is so or not yet; asked often. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits until it holds; fails with {@code what} when it does not within the limit. */
    public static void until(String what, Duration limit, Condition condition) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long asked = System.nanoTime(); !condition.holds(); asked = System.nanoTime()) {
            long now = System.nanoTime();
            if (now - deadline > 0) {
                throw new IllegalStateException("after " + limit.toSeconds() + " s it is not so: " + what);
            }
            rest(PAUSE_NANOS, now - asked);
        }
    }

    /**
     * Waits before a question is asked again, the longer the dearer it was: to look must not take the processors from what is
     * measured.
     */
    public static void rest(long leastNanos, long questionNanos) {
        LockSupport.parkNanos(Math.max(leastNanos, REST * questionNanos));
    }

    /** Waits until that {@link System#nanoTime()}; not at all when it is over. */
    public static void untilDue(long nanoTime) {
        for (long wait = nanoTime - System.nanoTime(); wait > 0; wait = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    /** Waits until a connector runs; fails at once when it has failed, or within the limit. */
    public static void untilRunning(ConnectRest connect, String connector) throws Exception {
        until(connector + " runs", CONNECTOR_LIMIT, () -> {
            ConnectRest.Status status;
            try {
                status = connect.status(connector);
            } catch (IOException e) {
                // Its first status has not come back from the worker's topic.
                return false;
            }
            if (status.hasFailed()) {
                throw new IllegalStateException(connector + " has failed: " + status);
            }
            return status.isRunning();
        });
    }
}
