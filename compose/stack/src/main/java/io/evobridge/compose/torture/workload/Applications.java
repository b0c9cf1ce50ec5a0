package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import io.evobridge.compose.torture.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** All processes that write, a few for each shape on each database; each by its own schedule (open loop). */
public final class Applications {

    private static final List<Function<Site, Workload>> PROCESSES = List.of(
            RegisterWorkload::new,
            RegisterWorkload::new,
            SessionWorkload::new,
            SessionWorkload::new,
            SetWorkload::new,
            CounterWorkload::new,
            BankWorkload::new,
            AppendWorkload::new);

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Applications() {}

    /**
     * Starts to write.
     *
     * @param stepsPerSecond of all processes together; a session's step is one write and its reads
     * @param seed of what they draw
     */
    public static Applications start(List<Site> sites, History history, double stepsPerSecond, long seed) {
        Applications applications = new Applications();
        int count = sites.size() * PROCESSES.size();
        long intervalNanos = Math.round(TimeUnit.SECONDS.toNanos(1) * count / stepsPerSecond);
        int number = 0;
        for (Site site : sites) {
            for (Function<Site, Workload> process : PROCESSES) {
                Client client = new Client(site, number, history);
                Workload workload = process.apply(site);
                Random random = new Random(seed * count + number);
                applications.run(client, workload, random, intervalNanos);
                number++;
            }
        }
        return applications;
    }

    /** Numbers of processes that {@link #start} uses; greater ones are free. */
    public static int processCount(List<Site> sites) {
        return sites.size() * PROCESSES.size();
    }

    private void run(Client client, Workload workload, Random random, long intervalNanos) {
        Thread thread = new Thread(
                () -> {
                    try (client) {
                        long due = System.nanoTime() + (long) (random.nextDouble() * intervalNanos);
                        while (!stopped) {
                            LockSupport.parkNanos(due - System.nanoTime());
                            if (System.nanoTime() - due >= 0) {
                                workload.step(client, random);
                                // What an outage has delayed is left out, or its end would be a burst.
                                due = Math.max(due + intervalNanos, System.nanoTime() - intervalNanos);
                            }
                        }
                    }
                },
                "process-" + client.process());
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /** Lets every process finish its operation and waits for it. */
    public void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
