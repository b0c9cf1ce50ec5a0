package io.evobridge.connect;

/** Time that passes; a test may let it pass at once. */
@FunctionalInterface
public interface Pause {

    void millis(long millis) throws InterruptedException;

    /** Whether the time has passed; false where the thread was interrupted, which it stays. */
    default boolean passed(long millis) {
        try {
            millis(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
