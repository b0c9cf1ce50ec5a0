package io.evobridge.resolver.monitor;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.ConnectCluster;
import io.evobridge.bridge.ConnectClusterException;
import io.evobridge.bridge.DeploymentException;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Node;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a bridge from outside: every second it asks Kafka and Kafka Connect, on one thread and with one client each, and
 * keeps what they said last. While one of them is away the last answer stays, its age grows, and the figures say so.
 */
public final class BridgeMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeMonitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Bridge bridge;
    private final TopicSampler topics;
    private final Optional<ConnectCluster> connect;
    private final StaleNodes stale = new StaleNodes();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread created = new Thread(work, "bridge-monitor");
        created.setDaemon(true);
        return created;
    });
    private volatile @Nullable TopicFigures topicFigures;
    private volatile @Nullable ConnectorFigures connectorFigures;
    private volatile @Nullable String kafkaProblem;
    private volatile @Nullable String connectProblem;

    private BridgeMonitor(Bridge bridge, String resolverGroup, Optional<ConnectCluster> connect) {
        this.bridge = bridge;
        this.topics = new TopicSampler(bridge, resolverGroup, System::currentTimeMillis);
        this.connect = connect;
    }

    /**
     * Watches from now on.
     *
     * @param resolverGroup consumer group of the resolver
     * @param connect cluster of the bridge's connectors; empty where it is not known
     * @param meters where everything is registered as gauges
     */
    public static BridgeMonitor start(
            Bridge bridge, String resolverGroup, Optional<ConnectCluster> connect, MeterRegistry meters) {
        BridgeMonitor monitor = new BridgeMonitor(bridge, resolverGroup, connect);
        MonitorGauges.register(monitor, bridge, connect.isPresent(), meters);
        ScheduledFuture<?> unused = monitor.thread.scheduleWithFixedDelay(
                monitor::sampleSafely, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return monitor;
    }

    /** All that is known now; never waits. */
    public BridgeFigures figures() {
        TopicFigures known = topicFigures;
        return new BridgeFigures(
                Optional.ofNullable(known),
                known == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(Math.max(0, System.currentTimeMillis() - known.millis())),
                Optional.ofNullable(connectorFigures),
                stale.since(),
                Stream.of(kafkaProblem, connectProblem).filter(Objects::nonNull).toList());
    }

    /** Whether a node is behind its bound. */
    public boolean isStale(String node) {
        return stale.isStale(node);
    }

    /** The nodes behind their bounds that hold an entity: what is written now would reach them late. */
    public Set<String> staleNodes(Entity entity) {
        return bridge.sinks().stream()
                .filter(node -> entity.on(node).isPresent())
                .map(Node::name)
                .filter(stale::isStale)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // Its clients are not to be closed under its feet.
            if (!thread.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the monitor did not stop in time");
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        topics.close();
    }

    /** The outermost frame of the thread: whatever went wrong, the next sample comes. */
    private void sampleSafely() {
        try {
            sampleConnect();
            sampleTopics();
        } catch (RuntimeException e) {
            if (!thread.isShutdown()) {
                LOG.error("the bridge could not be watched", e);
                kafkaProblem = "the bridge could not be watched: " + e;
            }
        }
    }

    private void sampleTopics() {
        try {
            TopicFigures told = topics.sample();
            stale.judge(bridge.sinks(), told);
            topicFigures = told;
            kafkaProblem = null;
        } catch (DeploymentException e) {
            LOG.debug("kafka unknown={}", e.getMessage());
            kafkaProblem = e.getMessage();
        }
    }

    private void sampleConnect() {
        if (connect.isEmpty()) {
            return;
        }
        try {
            connectorFigures = new ConnectorFigures(connect.get().statuses(), true);
            connectProblem = null;
        } catch (UncheckedIOException | ConnectClusterException e) {
            LOG.debug("connect unknown={}", e.getMessage());
            ConnectorFigures known = connectorFigures;
            connectorFigures = known == null ? null : known.outdated();
            connectProblem = e.getMessage();
        }
    }
}
