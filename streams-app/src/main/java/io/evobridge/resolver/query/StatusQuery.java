package io.evobridge.resolver.query;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeLag;
import io.evobridge.bridge.ConnectCluster;
import io.evobridge.bridge.ConnectClusterException;
import io.evobridge.bridge.ConnectorStatus;
import io.evobridge.bridge.DeploymentException;
import io.evobridge.bridge.NodeConnector;
import io.evobridge.resolver.query.StatusAnswer.ConnectorAnswer;
import io.evobridge.resolver.query.StatusAnswer.LagAnswer;
import io.evobridge.resolver.query.StatusAnswer.StatusNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The route of the bridge's status: instances, nodes with their lag, connectors. */
final class StatusQuery {

    private final Bridge bridge;
    private final Supplier<String> state;
    private final Supplier<List<StatusAnswer.Instance>> instances;
    private final Supplier<BridgeLag> lag;
    private final Optional<ConnectCluster> connect;

    StatusQuery(
            Bridge bridge,
            Supplier<String> state,
            Supplier<List<StatusAnswer.Instance>> instances,
            Supplier<BridgeLag> lag,
            Optional<ConnectCluster> connect) {
        this.bridge = bridge;
        this.state = state;
        this.instances = instances;
        this.lag = lag;
        this.connect = connect;
    }

    List<ApiRoute> routes() {
        return List.of(ApiRoute.get("/status", Set.of(), request -> ApiAnswer.json(status())));
    }

    /** What cannot be found out is left out and told as a problem: a status is wanted most when something is away. */
    StatusAnswer status() {
        List<String> problems = new ArrayList<>();
        BridgeLag known = new BridgeLag(Map.of(), Map.of());
        try {
            known = lag.get();
        } catch (DeploymentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        BridgeLag lags = known;
        List<StatusNode> nodes = bridge.nodes().stream()
                .map(node -> new StatusNode(
                        node.name(),
                        node.type().word(),
                        node.direction().name().toLowerCase(Locale.ROOT),
                        new LagAnswer(
                                lags.captured().get(node.name()),
                                lags.resolved().get(node.name()))))
                .toList();
        return new StatusAnswer(bridge.name(), state.get(), instances.get(), nodes, connectors(problems), problems);
    }

    private List<ConnectorAnswer> connectors(List<String> problems) {
        if (connect.isEmpty()) {
            return List.of();
        }
        List<ConnectorAnswer> connectors = new ArrayList<>();
        for (NodeConnector connector : NodeConnector.of(bridge)) {
            try {
                connectors.add(answer(connector, connect.get().status(connector.name())));
            } catch (UncheckedIOException | ConnectClusterException e) {
                problems.add(String.valueOf(e.getMessage()));
                // The next one would only wait as long.
                break;
            }
        }
        return connectors;
    }

    private static ConnectorAnswer answer(NodeConnector connector, Optional<ConnectorStatus> status) {
        return new ConnectorAnswer(
                connector.name(),
                connector.node(),
                status.map(ConnectorStatus::state).orElse("MISSING"),
                status.map(found -> found.tasks().stream()
                                .map(ConnectorStatus.Task::state)
                                .toList())
                        .orElse(List.of()),
                status.flatMap(ConnectorStatus::failure)
                        .map(ConnectorStatus::sentence)
                        .orElse(null));
    }
}
