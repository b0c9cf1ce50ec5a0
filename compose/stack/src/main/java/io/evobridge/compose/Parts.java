package io.evobridge.compose;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What was started one after another, to be closed in reverse order. Safe for use by many threads. */
public final class Parts implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** Remembers a part and gives it back. */
    public <P extends AutoCloseable> P add(P part) {
        synchronized (started) {
            started.push(part);
        }
        return part;
    }

    /** Closes every part, also when some cannot be closed; then throws IllegalStateException with their reasons. */
    @Override
    public void close() {
        IllegalStateException failure = null;
        for (AutoCloseable part = next(); part != null; part = next()) {
            try {
                part.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("a part cannot be closed", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable AutoCloseable next() {
        synchronized (started) {
            return started.poll();
        }
    }
}
