package io.evobridge.load.path;

import io.evobridge.load.Watch;
import io.evobridge.load.data.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Writers that follow a schedule, whatever the answers take: write {@code n} is due {@code n / rate} seconds after the
 * start. Each row belongs to one writer, so that its revisions are committed in order.
 */
final class OpenLoop {

    /** How many rows are written in turn; a multiple of the writers. */
    static final int ROWS = 2_048;

    private static final int WRITERS = 8;

    /** Makes one write on a connection of its own. */
    @FunctionalInterface
    interface Writer extends AutoCloseable {
        void write(Item item) throws Exception;

        @Override
        default void close() throws java.sql.SQLException {}
    }

    /** Opens a writer. */
    @FunctionalInterface
    interface Opening {
        Writer open() throws Exception;
    }

    private OpenLoop() {}

    /** The write with that number. */
    static Item write(long number) {
        return Item.of(number % ROWS, number);
    }

    /**
     * Makes the writes from {@code first} on, and returns the number behind the last one when all are done.
     *
     * @param committed told of each write at once, by many threads
     */
    static long run(long first, int rate, int seconds, Opening opening, Consumer<Write> committed) throws Exception {
        long count = (long) rate * seconds / WRITERS * WRITERS;
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        List<Writer> writers = new ArrayList<>();
        try {
            for (int i = 0; i < WRITERS; i++) {
                writers.add(opening.open());
            }
            long start = System.nanoTime();
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int own = i;
                ends.add(executor.submit(() -> {
                    for (long n = own; n < count; n += WRITERS) {
                        long due = start + n * 1_000_000_000L / rate;
                        Watch.untilDue(due);
                        Item item = write(first + n);
                        long begun = System.nanoTime();
                        writers.get(own).write(item);
                        committed.accept(new Write(item, due, begun, System.nanoTime()));
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            return first + count;
        } finally {
            executor.shutdownNow();
            for (Writer writer : writers) {
                writer.close();
            }
        }
    }
}
