package io.evobridge.load.path;

import io.evobridge.load.data.Item;
import io.evobridge.load.data.ItemTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writers that go as fast as the slowest place follows: transactions of many rows, and never more rows on their way than a
 * bound. So the rate that comes out is the one at which no lag grows.
 */
final class Window {

    /** Rows in one transaction. */
    static final int ROWS_PER_COMMIT = 50;

    /** How many rows are written in turn. */
    static final int ROWS = 20_000;

    private static final int WRITERS = 2;
    private static final long MAX_COMMITS_IN_FLIGHT = 200;
    private static final Duration ARRIVAL_PATIENCE = Duration.ofMinutes(5);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final List<Lookout> lookouts;

    /** Watched at these places, one row of each transaction. */
    Window(List<Lookout> lookouts) {
        this.lookouts = List.copyOf(lookouts);
    }

    /** Opens connections to the database that is written. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    /** The write with that number. */
    static Item write(long number) {
        return Item.of(number % ROWS, number);
    }

    /** Writes so many rows; each writer has rows of its own, so that revisions are committed in order. */
    void write(Opening opening, long first, long rows) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int own = 0; own < WRITERS; own++) {
                long from = first + (long) own * ROWS_PER_COMMIT;
                ends.add(executor.submit(() -> {
                    write(opening, from, first + rows, (long) WRITERS * ROWS_PER_COMMIT);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private void write(Opening opening, long first, long end, long step) throws Exception {
        try (Connection connection = opening.open();
                PreparedStatement upsert = ItemTable.insert(connection, ROWS_PER_COMMIT, ItemTable.OR_UPDATE_MYSQL)) {
            List<Item> items = new ArrayList<>();
            for (long from = first; from < end; from += step) {
                awaitRoom();
                items.clear();
                for (int i = 0; i < ROWS_PER_COMMIT; i++) {
                    items.add(write(from + i));
                }
                ItemTable.bind(upsert, items);
                upsert.executeUpdate();
                long now = System.nanoTime();
                // Any row would do; the partitions take turns.
                Item watched = items.get((int) (from / ROWS_PER_COMMIT % ROWS_PER_COMMIT));
                lookouts.forEach(lookout -> lookout.arrivals().committed(new Write(watched, now, now, now)));
            }
        }
    }

    private void awaitRoom() {
        long deadline = System.nanoTime() + ARRIVAL_PATIENCE.toNanos();
        for (Lookout lookout : lookouts) {
            while (lookout.arrivals().inFlight() >= MAX_COMMITS_IN_FLIGHT) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(lookout.place() + " does not follow");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Waits until every watched row is visible everywhere. */
    void awaitArrival() throws Exception {
        for (Lookout lookout : lookouts) {
            io.evobridge.load.Watch.until(
                    "every write is visible in " + lookout.place(),
                    ARRIVAL_PATIENCE,
                    () -> lookout.arrivals().inFlight() == 0);
        }
    }

    /** Rows per second, first commit to last arrival, of so many rows, when as many have gone before to warm up. */
    double rate(Opening opening, long rows) throws Exception {
        write(opening, 0, rows);
        awaitArrival();
        lookouts.forEach(lookout -> lookout.arrivals().forget());
        long began = System.nanoTime();
        write(opening, rows, rows);
        awaitArrival();
        return rows * 1e9 / (System.nanoTime() - began);
    }
}
