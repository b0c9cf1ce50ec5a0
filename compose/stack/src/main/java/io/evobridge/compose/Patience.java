package io.evobridge.compose;

import java.sql.SQLException;
import java.time.Duration;

/** Waits for conditions by asking again and again, up to a limit. */
public final class Patience {

    private static final long PAUSE_MILLIS = 500;

    private final long deadlineNanos;

    private Patience(Duration limit) {
        this.deadlineNanos = System.nanoTime() + limit.toNanos();
    }

    /** Waits that end together after this time. */
    public static Patience of(Duration limit) {
        return new Patience(limit);
    }

    /** Whether the condition held before the limit; a failure to ask counts as no. */
    public boolean awaits(Condition condition) throws InterruptedException {
        while (true) {
            boolean holds;
            try {
                holds = condition.holds();
            } catch (SQLException | IllegalStateException e) {
                holds = false;
            }
            if (holds || System.nanoTime() - deadlineNanos > 0) {
                return holds;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Something that is so or not yet. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws SQLException;
    }
}
