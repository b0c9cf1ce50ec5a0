package io.evobridge.compose.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that each ask one target, over and over, for what it does not show yet. */
final class Watchers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** Starts watching; a look that fails is repeated, because a target may be away for a while. */
    void watch(String name, Look look, long pauseNanos) {
        Thread thread = new Thread(() -> repeat(name, look, pauseNanos), "watch-" + name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void repeat(String name, Look look, long pauseNanos) {
        while (!closed) {
            try {
                look.look();
            } catch (IOException | RuntimeException e) {
                LOG.debug("watch={} failed={}", name, e.toString());
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(pauseNanos);
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }

    /** One question to a target. */
    @FunctionalInterface
    interface Look {
        void look() throws IOException, InterruptedException;
    }
}
