package io.evobridge.bridge;

import io.evobridge.bridge.check.BridgeCheck;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A bridge on its way into running clusters: topics first, then connectors, then the wait until they run. Repeating it
 * changes nothing, so it is also the way to apply a changed bridge file.
 */
public final class BridgeDeployment {

    private static final Duration PAUSE = Duration.ofMillis(250);
    /** A worker needs a moment to act on a restart; a failure that is still shown until then is the old one. */
    private static final Duration RESTART_GRACE = Duration.ofSeconds(5);

    private final Bridge bridge;
    private final Consumer<String> progress;

    /** The progress is told, in a few words each, what was reached. */
    public BridgeDeployment(Bridge bridge, Consumer<String> progress) {
        this.bridge = bridge;
        this.progress = progress;
    }

    /**
     * Asks every database whether it has what the bridge needs, and makes the tables of progress markers; see
     * {@link BridgeCheck}.
     *
     * @param environment where references to variables are looked up
     * @throws DeploymentException something must be mended; the message names everything at once
     */
    public void checkDatabases(Map<String, String> environment) {
        BridgeCheck check = BridgeCheck.of(bridge, environment);
        check.notes().forEach(progress);
        if (!check.problems().isEmpty()) {
            throw new DeploymentException(
                    "the databases are not ready for the bridge:\n  " + String.join("\n  ", check.problems()));
        }
    }

    /**
     * Asks whether the schema registry is there.
     *
     * @throws DeploymentException it does not answer
     */
    public void checkRegistry() {
        RegistryCheck.problem(bridge).ifPresent(problem -> {
            throw new DeploymentException(problem);
        });
    }

    /** Creates the bridge's topics where they are absent; see {@link TopicSetup#ensure}. */
    public void applyTopics() {
        try (TopicSetup setup = TopicSetup.of(bridge)) {
            setup.requireAnswer();
            List<String> created = setup.ensure(BridgeTopics.of(bridge));
            created.forEach(topic -> progress.accept("topic " + topic + " created"));
        }
    }

    /**
     * Creates or changes the bridge's connectors and waits until all run. One that had failed is restarted once.
     *
     * @param patience how long the cluster may take, all in all
     * @throws DeploymentException a connector fails, or does not run in time
     * @throws ConnectClusterException the cluster refuses a configuration
     */
    public void applyConnectors(ConnectCluster cluster, Duration patience) {
        Deadline deadline = new Deadline(patience);
        List<Connector> connectors = Connectors.of(bridge);
        for (Connector connector : connectors) {
            applyOnceReachable(cluster, connector, deadline);
        }
        for (Connector connector : connectors) {
            awaitRunning(cluster, connector.name(), deadline);
            progress.accept("connector " + connector.name() + " runs");
        }
    }

    private static void applyOnceReachable(ConnectCluster cluster, Connector connector, Deadline deadline) {
        while (true) {
            try {
                cluster.apply(connector);
                return;
            } catch (UncheckedIOException e) {
                if (deadline.isOver()) {
                    throw new DeploymentException(String.valueOf(e.getMessage()), e);
                }
                deadline.pause(PAUSE);
            }
        }
    }

    private static void awaitRunning(ConnectCluster cluster, String connector, Deadline deadline) {
        Optional<Deadline> restarted = Optional.empty();
        while (true) {
            Optional<ConnectorStatus> status = statusIfReachable(cluster, connector);
            if (status.isPresent() && status.get().isRunning()) {
                return;
            }
            Optional<String> failure = status.flatMap(ConnectorStatus::failure);
            if (failure.isPresent()) {
                if (restarted.isEmpty()) {
                    cluster.restartFailed(connector);
                    restarted = Optional.of(new Deadline(RESTART_GRACE));
                } else if (restarted.get().isOver()) {
                    throw new DeploymentException(
                            "connector " + connector + " failed: " + ConnectorStatus.sentence(failure.get()));
                }
            }
            if (deadline.isOver()) {
                throw new DeploymentException("connector " + connector + " is "
                        + status.map(ConnectorStatus::state).orElse("unknown")
                        + " and does not run in time; the log of the Connect worker says why");
            }
            deadline.pause(PAUSE);
        }
    }

    private static Optional<ConnectorStatus> statusIfReachable(ConnectCluster cluster, String connector) {
        try {
            return cluster.status(connector);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** An end of patience. */
    private static final class Deadline {

        private final long endNanos;

        Deadline(Duration patience) {
            endNanos = System.nanoTime() + patience.toNanos();
        }

        boolean isOver() {
            return System.nanoTime() - endNanos > 0;
        }

        void pause(Duration pause) {
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DeploymentException("interrupted while waiting for Kafka Connect", e);
            }
        }
    }
}
