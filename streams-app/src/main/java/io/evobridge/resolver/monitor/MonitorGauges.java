package io.evobridge.resolver.monitor;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.NodeConnector;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** What the monitor knows as gauges. Tags are nodes and connectors of the bridge and closed words, so their number is bounded. */
final class MonitorGauges {

    private static final String NODE = "evobridge.node.";
    private static final String LAG =
            "Captured changes that the resolver has not committed, or resolved records that the node's sinks have not";

    private final BridgeMonitor monitor;
    private final MeterRegistry registry;

    private MonitorGauges(BridgeMonitor monitor, MeterRegistry registry) {
        this.monitor = monitor;
        this.registry = registry;
    }

    /** Registers all gauges of a bridge; what is not known is NaN. */
    static void register(BridgeMonitor monitor, Bridge bridge, boolean connect, MeterRegistry registry) {
        MonitorGauges gauges = new MonitorGauges(monitor, registry);
        bridge.captured().forEach(gauges::ofCaptured);
        bridge.sinks().forEach(node -> gauges.ofSink(node.name()));
        if (connect) {
            NodeConnector.of(bridge).forEach(gauges::ofConnector);
            gauges.gauge(
                    "evobridge.connect.up",
                    "Whether Kafka Connect answered when it was asked last",
                    Tags.empty(),
                    known -> flag(known.connectors()
                            .filter(ConnectorFigures::isCurrent)
                            .isPresent()));
        }
        gauges.gauge(
                "evobridge.conflicts.records",
                "Records that the conflicts topic keeps",
                Tags.empty(),
                known -> known.topics()
                        .map(topics -> (double) topics.conflicts())
                        .orElse(Double.NaN));
        gauges.gauge(
                "evobridge.monitor.sample.age.millis",
                "Time since Kafka last told how far everybody is",
                Tags.empty(),
                known -> number(known.ageMillis()));
    }

    private void ofCaptured(String node) {
        gauge(
                NODE + "lag.records",
                LAG,
                Tags.of("node", node, "direction", "captured"),
                known -> number(known.node(node).inFlight()));
    }

    private void ofSink(String node) {
        gauge(
                NODE + "lag.records",
                LAG,
                Tags.of("node", node, "direction", "resolved"),
                known -> number(known.node(node).waiting()));
        gauge(
                NODE + "staleness.millis",
                "How long the oldest resolved record has been waiting that the node has not applied",
                Tags.of("node", node),
                known -> number(known.node(node).stalenessMillis()));
        gauge(
                NODE + "stale",
                "1 while the node is behind its staleness bound",
                Tags.of("node", node),
                known -> flag(known.staleSince().containsKey(node)));
    }

    private void ofConnector(NodeConnector connector) {
        gauge(
                "evobridge.connector.up",
                "1 while the connector and all its tasks are known to run",
                Tags.of("connector", connector.name(), "node", connector.node()),
                known -> flag(known.connectors()
                        .filter(told -> told.isUp(connector.name()))
                        .isPresent()));
    }

    private void gauge(String name, String description, Tags tags, ToDoubleFunction<BridgeFigures> value) {
        Gauge.builder(name, monitor, watching -> value.applyAsDouble(watching.figures()))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private static double number(OptionalLong figure) {
        return figure.isPresent() ? figure.getAsLong() : Double.NaN;
    }

    private static double flag(boolean yes) {
        return yes ? 1 : 0;
    }
}
