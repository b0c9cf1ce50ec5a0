package io.evobridge.servers.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/** A lock that one thread of one process holds at a time; the kernel frees it when the process dies. */
final class CacheLock {

    // A file lock belongs to the whole process, so its threads need a second lock among themselves.
    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path file;

    private CacheLock(Path file) {
        this.file = file;
    }

    static CacheLock of(Path file) {
        return new CacheLock(file.toAbsolutePath());
    }

    /** Waits for the lock, acts, and frees it. */
    void holding(Action action) throws IOException {
        var threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        threads.lock();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            action.act();
        } finally {
            threads.unlock();
        }
    }

    /** What is done under the lock. */
    @FunctionalInterface
    interface Action {
        void act() throws IOException;
    }
}
