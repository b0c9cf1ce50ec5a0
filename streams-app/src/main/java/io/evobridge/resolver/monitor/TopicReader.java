package io.evobridge.resolver.monitor;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Connectors;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** A consumer group that reads one of the bridge's topics for a node. */
record TopicReader(String node, String group, String topic) {

    private static final String CONNECT_GROUP_PREFIX = "connect-";

    /** The resolver, reading what was captured from each source and what was written through the API. */
    static List<TopicReader> ofCaptured(Bridge bridge, String resolverGroup) {
        return bridge.captured().stream()
                .map(node ->
                        new TopicReader(node, resolverGroup, bridge.topics().captured(node)))
                .toList();
    }

    /** The sink connectors of each node, reading the resolved topics of its entities. */
    static List<TopicReader> ofSinks(Bridge bridge) {
        return bridge.sinks().stream()
                .flatMap(node -> bridge.entitiesOn(node)
                        .map(entity -> new TopicReader(
                                node.name(),
                                CONNECT_GROUP_PREFIX + Connectors.sinkName(bridge, node, entity),
                                bridge.topics().resolved(entity.name()))))
                .toList();
    }

    /** The partitions of its topic. */
    List<TopicPartition> partitions(int count) {
        return partitions(topic, count);
    }

    static List<TopicPartition> partitions(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }
}
