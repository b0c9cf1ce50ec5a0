package io.evobridge.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what is being measured, closely. */
public final class Watch {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Watch() {}

    /** Something that is so or not yet; asked often. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits until it holds; fails with {@code what} when it does not within the limit. */
    public static void until(String what, Duration limit, Condition condition) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("after " + limit.toSeconds() + " s it is not so: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
