package io.evobridge.bridge;

import java.util.ArrayList;
import java.util.List;

/** The name of a connector of a bridge, and the node that it serves. */
public record NodeConnector(String name, String node) {

    /** All of a bridge, sources first. */
    public static List<NodeConnector> of(Bridge bridge) {
        List<NodeConnector> connectors = new ArrayList<>();
        bridge.sources()
                .forEach(node -> connectors.add(new NodeConnector(Connectors.sourceName(bridge, node), node.name())));
        bridge.sinks()
                .forEach(node -> bridge.entitiesOn(node)
                        .forEach(entity -> connectors.add(
                                new NodeConnector(Connectors.sinkName(bridge, node, entity), node.name()))));
        return connectors;
    }
}
