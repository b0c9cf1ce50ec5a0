package io.evobridge.resolver.monitor;

import io.evobridge.bridge.ConnectorStatus;
import java.util.Map;
import java.util.Optional;

/**
 * What Kafka Connect said last of the bridge's connectors.
 *
 * @param connectors by name; one that is not there is unknown to Connect
 * @param isCurrent whether it answered when it was asked last
 */
public record ConnectorFigures(Map<String, ConnectorStatus> connectors, boolean isCurrent) {

    public ConnectorFigures {
        connectors = Map.copyOf(connectors);
    }

    public Optional<ConnectorStatus> of(String connector) {
        return Optional.ofNullable(connectors.get(connector));
    }

    /** Whether the connector is known to run, with all of at least one task. */
    public boolean isUp(String connector) {
        return isCurrent && of(connector).map(ConnectorStatus::isRunning).orElse(false);
    }

    ConnectorFigures outdated() {
        return new ConnectorFigures(connectors, false);
    }
}
