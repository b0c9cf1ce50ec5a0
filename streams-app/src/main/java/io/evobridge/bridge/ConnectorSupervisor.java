package io.evobridge.bridge;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts what has failed of a bridge's connectors, because Kafka Connect never does and an outage of a database can
 * fail a source task. The pause before each restart doubles up to a minute, without end: a task that needs a person goes
 * on by itself once that person has done the work. Several supervisors of one bridge do no harm.
 */
public final class ConnectorSupervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSupervisor.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A connector that ran this long has recovered: its next failure is restarted quickly again. */
    private static final Duration RECOVERED_AFTER = Duration.ofMinutes(5);

    private final ConnectCluster cluster;
    private final List<String> connectors;
    private final LongSupplier nanoTime;
    private final Map<String, Backoff> backoffs = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread created = new Thread(work, "connector-supervisor");
        created.setDaemon(true);
        return created;
    });

    ConnectorSupervisor(ConnectCluster cluster, List<String> connectors, LongSupplier nanoTime) {
        this.cluster = cluster;
        this.connectors = List.copyOf(connectors);
        this.nanoTime = nanoTime;
    }

    /** Watches a bridge's connectors from now on. */
    public static ConnectorSupervisor start(ConnectCluster cluster, Bridge bridge) {
        ConnectorSupervisor supervisor = new ConnectorSupervisor(
                cluster,
                NodeConnector.of(bridge).stream().map(NodeConnector::name).toList(),
                System::nanoTime);
        ScheduledFuture<?> unused = supervisor.thread.scheduleWithFixedDelay(
                supervisor::lookSafely, LOOK_INTERVAL.toMillis(), LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return supervisor;
    }

    /** The outermost frame of the thread: whatever went wrong, the next look comes. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("connectors could not be supervised", e);
        }
    }

    /** Looks once at every connector and restarts what has failed and has waited long enough. */
    void look() {
        for (String connector : connectors) {
            try {
                cluster.status(connector).ifPresent(status -> judge(connector, status));
            } catch (UncheckedIOException | ConnectClusterException e) {
                // The cluster is away or rebalances; the next look will tell.
                LOG.debug("connector={} unknown={}", connector, e.getMessage());
            }
        }
    }

    private void judge(String connector, ConnectorStatus status) {
        Optional<String> failure = status.failure();
        if (failure.isEmpty()) {
            return;
        }
        long now = nanoTime.getAsLong();
        Backoff backoff = backoffs.compute(connector, (name, known) -> known == null ? Backoff.first(now) : known);
        if (now - backoff.dueNanos() < 0) {
            return;
        }
        LOG.warn(
                "restarting connector={} restarts={} reason={}",
                connector,
                backoff.restarts() + 1,
                ConnectorStatus.sentence(failure.get()));
        cluster.restartFailed(connector);
        backoffs.put(connector, backoff.next(now));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /**
     * When to restart next.
     *
     * @param restarts in a row
     * @param dueNanos not before this {@link System#nanoTime}
     */
    private record Backoff(int restarts, long dueNanos) {

        static Backoff first(long now) {
            return new Backoff(0, now);
        }

        Backoff next(long now) {
            int row = now - dueNanos > RECOVERED_AFTER.toNanos() ? 0 : restarts;
            long pause = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(row, 10));
            return new Backoff(row + 1, now + pause);
        }
    }
}
