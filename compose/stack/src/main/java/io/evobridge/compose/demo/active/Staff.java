package io.evobridge.compose.demo.active;

import io.evobridge.compose.NodeTable;
import io.evobridge.compose.Site;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The people of one side, who write by a schedule (open loop): new customers of their own, money that comes and goes, and
 * names of a few customers that the other side renames too.
 */
final class Staff implements AutoCloseable {

    private static final int RENAMED_CUSTOMERS = 20;
    private static final int NEW_PERCENT = 20;
    private static final int RENAMED_PERCENT = 40;

    private final Site site;
    private final int side;
    private final long intervalNanos;
    private final Random random;
    private final AtomicLong written = new AtomicLong();
    private final Thread thread = new Thread(this::work, "staff");
    private volatile boolean stopped;
    private volatile @Nullable SQLException failure;
    private long customers;

    /** Staff of side 0 or 1; their customers have even or odd numbers. */
    Staff(Site site, int side, double writesPerSecond, long seed) {
        this.site = site;
        this.side = side;
        this.intervalNanos = Math.round(TimeUnit.SECONDS.toNanos(1) / writesPerSecond);
        this.random = new Random(seed * 2 + side);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Committed writes so far. */
    long written() {
        return written.get();
    }

    private void work() {
        NodeTable table = site.table("customer");
        String id = table.column("id");
        String name = table.column("name");
        String balance = table.column("balance");
        try (Connection connection = site.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table.name() + " (" + id + ", "
                        + name + ", " + balance + ") VALUES (?, ?, 100)");
                PreparedStatement rename = connection.prepareStatement(
                        "UPDATE " + table.name() + " SET " + name + " = ? WHERE " + id + " = ?");
                PreparedStatement move = connection.prepareStatement(
                        "UPDATE " + table.name() + " SET " + balance + " = " + balance + " + ? WHERE " + id + " = ?")) {
            for (long due = System.nanoTime(); !stopped; due += intervalNanos) {
                LockSupport.parkNanos(due - System.nanoTime());
                int dice = random.nextInt(100);
                if (customers < RENAMED_CUSTOMERS || dice < NEW_PERCENT) {
                    insert.setLong(1, 2 * ++customers + side);
                    insert.setString(2, "Customer of " + site.name());
                    count(insert);
                } else if (dice < RENAMED_PERCENT) {
                    rename.setString(1, "Name " + written.get() + " of " + site.name());
                    rename.setLong(2, random.nextInt(2, RENAMED_CUSTOMERS));
                    count(rename);
                } else {
                    move.setBigDecimal(1, BigDecimal.valueOf(random.nextInt(-2_000, 2_000), 2));
                    move.setLong(2, random.nextLong(2, 2 * customers));
                    count(move);
                }
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    /** A row of the other side that has not arrived yet is not written. */
    private void count(PreparedStatement statement) throws SQLException {
        written.addAndGet(statement.executeUpdate());
    }

    /** Lets the last write finish; throws what made them stop before. */
    @Override
    public void close() throws SQLException {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        SQLException problem = failure;
        if (problem != null) {
            throw problem;
        }
    }
}
