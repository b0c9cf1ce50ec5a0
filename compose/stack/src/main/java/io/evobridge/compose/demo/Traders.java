package io.evobridge.compose.demo;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** All traders: they write by a schedule, whether or not earlier writes have arrived anywhere (open loop). */
final class Traders implements AutoCloseable {

    private final List<TradingWorkload> workloads;
    private final long intervalNanos;
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();

    private Traders(List<TradingWorkload> workloads, long intervalNanos) {
        this.workloads = workloads;
        this.intervalNanos = intervalNanos;
        this.threads = Executors.newFixedThreadPool(workloads.size(), task -> {
            Thread thread = new Thread(task, "trader");
            thread.setDaemon(true);
            return thread;
        });
    }

    static Traders open(String jdbcUrl, TradingDemo.Load load, Consumer<Write> committed) throws SQLException {
        int traders = TradingDemo.TRADERS;
        List<TradingWorkload> workloads = new ArrayList<>();
        for (int trader = 0; trader < traders; trader++) {
            workloads.add(
                    new TradingWorkload(jdbcUrl, trader, traders, load.customers() / traders, load.seed(), committed));
        }
        return new Traders(workloads, TimeUnit.SECONDS.toNanos(traders) / load.writesPerSecond());
    }

    void insertCustomers() throws SQLException {
        for (TradingWorkload workload : workloads) {
            workload.insertCustomers();
        }
    }

    /** Lets every trader write; without a limit until {@link #close()}. */
    void start(Optional<Integer> limitSeconds) {
        running.clear();
        long begin = System.nanoTime();
        long end = limitSeconds
                .map(seconds -> begin + TimeUnit.SECONDS.toNanos(seconds))
                .orElse(Long.MAX_VALUE);
        for (int i = 0; i < workloads.size(); i++) {
            TradingWorkload workload = workloads.get(i);
            long first = begin + i * intervalNanos / workloads.size();
            running.add(threads.submit(() -> {
                for (long due = first; due < end && !Thread.currentThread().isInterrupted(); due += intervalNanos) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    workload.writeOnce();
                }
                return null;
            }));
        }
    }

    /** Whether some trader still writes; throws what made one fail. */
    boolean areWriting() throws InterruptedException, ExecutionException {
        boolean writing = false;
        for (Future<?> trader : running) {
            if (trader.isDone()) {
                trader.get();
            } else {
                writing = true;
            }
        }
        return writing;
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (TradingWorkload workload : workloads) {
            workload.close();
        }
    }
}
