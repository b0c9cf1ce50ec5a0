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
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts what has failed of a bridge's connectors, because Kafka Connect never does and an outage of a database can
 * fail a source task. The pause before each restart doubles up to a minute, without end: a task that needs a person goes
 * on by itself once that person has done the work. A node that is behind its bound does not wait so long. Several
 * supervisors of one bridge do no harm.
 */
public final class ConnectorSupervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSupervisor.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_URGENT_PAUSE = Duration.ofSeconds(2);
    /** A connector that ran this long has recovered: its next failure is restarted quickly again. */
    private static final Duration RECOVERED_AFTER = Duration.ofMinutes(5);

    private final ConnectCluster cluster;
    private final List<NodeConnector> connectors;
    private final Predicate<String> urgent;
    private final LongSupplier nanoTime;
    private final Map<String, Backoff> backoffs = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread created = new Thread(work, "connector-supervisor");
        created.setDaemon(true);
        return created;
    });

    ConnectorSupervisor(
            ConnectCluster cluster, List<NodeConnector> connectors, Predicate<String> urgent, LongSupplier nanoTime) {
        this.cluster = cluster;
        this.connectors = List.copyOf(connectors);
        this.urgent = urgent;
        this.nanoTime = nanoTime;
    }

    /**
     * Watches a bridge's connectors from now on.
     *
     * @param urgent whether a node is behind its bound
     */
    public static ConnectorSupervisor start(ConnectCluster cluster, Bridge bridge, Predicate<String> urgent) {
        ConnectorSupervisor supervisor =
                new ConnectorSupervisor(cluster, NodeConnector.of(bridge), urgent, System::nanoTime);
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
        for (NodeConnector connector : connectors) {
            try {
                cluster.status(connector.name()).ifPresent(status -> judge(connector, status));
            } catch (UncheckedIOException | ConnectClusterException e) {
                // The cluster is away or rebalances; the next look will tell.
                LOG.debug("connector={} unknown={}", connector.name(), e.getMessage());
            }
        }
    }

    private void judge(NodeConnector connector, ConnectorStatus status) {
        Optional<String> failure = status.failure();
        if (failure.isEmpty()) {
            return;
        }
        long now = nanoTime.getAsLong();
        Backoff backoff = backoffs.getOrDefault(connector.name(), Backoff.NONE);
        if (!backoff.isOver(now, urgent.test(connector.node()) ? LONGEST_URGENT_PAUSE : LONGEST_PAUSE)) {
            return;
        }
        LOG.warn(
                "restarting connector={} restarts={} reason={}",
                connector.name(),
                backoff.restarts() + 1,
                ConnectorStatus.sentence(failure.get()));
        cluster.restartFailed(connector.name());
        backoffs.put(connector.name(), backoff.next(now));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /**
     * When to restart next.
     *
     * @param restarts in a row
     * @param lastNanos {@link System#nanoTime} of the last of them
     */
    private record Backoff(int restarts, long lastNanos) {

        static final Backoff NONE = new Backoff(0, 0);

        boolean isOver(long now, Duration longest) {
            return restarts == 0 || now - lastNanos >= pauseNanos(longest);
        }

        Backoff next(long now) {
            boolean recovered =
                    restarts == 0 || now - lastNanos - pauseNanos(LONGEST_PAUSE) > RECOVERED_AFTER.toNanos();
            return new Backoff(recovered ? 1 : restarts + 1, now);
        }

        private long pauseNanos(Duration longest) {
            return Math.min(longest.toNanos(), FIRST_PAUSE.toNanos() << Math.min(restarts - 1, 10));
        }
    }
}
