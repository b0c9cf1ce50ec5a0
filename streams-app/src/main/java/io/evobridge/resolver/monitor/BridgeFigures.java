package io.evobridge.resolver.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that a monitor knows at a moment.
 *
 * @param topics what the topics told last; empty before they have
 * @param ageMillis how long ago that was; empty likewise
 * @param connectors what Kafka Connect told last; empty before it has, and where it is not known
 * @param staleSince the nodes that are behind their bounds
 * @param problems what could not be found out when it was tried last, as sentences
 */
public record BridgeFigures(
        Optional<TopicFigures> topics,
        OptionalLong ageMillis,
        Optional<ConnectorFigures> connectors,
        Map<String, Instant> staleSince,
        List<String> problems) {

    public BridgeFigures {
        staleSince = Map.copyOf(staleSince);
        problems = List.copyOf(problems);
    }

    /** What the topics told last of a node; nothing where they have not. */
    public NodeFigures node(String name) {
        return topics.map(known -> known.nodes().get(name)).orElse(NodeFigures.UNKNOWN);
    }
}
