package io.evobridge.resolver.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a bridge is.
 *
 * @param state of the instance that was asked, in the words of Kafka Streams
 * @param instances of the resolver
 * @param connectors empty where the resolver does not know Kafka Connect (connect.url)
 * @param problems what could not be found out, with what to do
 */
record StatusAnswer(
        String bridge,
        String state,
        List<Instance> instances,
        List<StatusNode> nodes,
        List<ConnectorAnswer> connectors,
        List<String> problems) {

    /** An instance of the resolver, and how many partitions it owns or keeps a copy of. */
    record Instance(String address, boolean self, int partitions, int standbys) {}

    /** A database. */
    record StatusNode(String name, String type, String direction, LagAnswer lag) {}

    /**
     * Records that are not committed.
     *
     * @param captured by the resolver; null for a node that is no source
     * @param resolved by the node's sinks; null for a node that is no sink
     */
    record LagAnswer(@Nullable Long captured, @Nullable Long resolved) {}

    /**
     * A connector.
     *
     * @param state in the words of Kafka Connect, or MISSING
     * @param reason why it failed; null where it did not
     */
    record ConnectorAnswer(
            String name,
            String node,
            String state,
            List<String> tasks,
            @Nullable String reason) {}
}
