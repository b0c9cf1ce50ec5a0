package io.evobridge.bridge;

import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.evobridge.bridge.BridgeTopic.Cleanup;
import io.evobridge.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The topics that a bridge implies. Those with records have the same number of partitions, so that a key is in the same
 * one of each. Debezium's schema history is left to Debezium, which creates it as it must be.
 */
public final class BridgeTopics {

    /** How long captured and stamped changes can be replayed. */
    private static final Duration LOG_RETENTION = Duration.ofDays(7);
    /** How long people have to look at conflicts, at what could not be processed, and at what operators did. */
    private static final Duration REVIEW_RETENTION = Duration.ofDays(90);

    private static final Duration HEARTBEAT_RETENTION = Duration.ofHours(1);

    /** A row with large columns, twice in a change event; the resolver and the connectors send no larger record. */
    private static final String MAX_RECORD_BYTES = "8388608";

    private BridgeTopics() {}

    /** All topics of a bridge: what sources and the API write first, then what the resolver writes, then what sinks refuse. */
    public static List<BridgeTopic> of(Bridge bridge) {
        Topics names = bridge.topics();
        List<BridgeTopic> topics = new ArrayList<>();
        for (Node node : bridge.sources()) {
            topics.add(log(bridge, names.captured(node.name()), LOG_RETENTION));
            topics.add(node.type() == NodeType.POSTGRESQL ? heartbeat(bridge, node) : schemaChanges(bridge, node));
        }
        topics.add(log(bridge, names.captured(Bridge.API_NODE), LOG_RETENTION));
        topics.add(log(bridge, names.changes(), LOG_RETENTION));
        for (Entity entity : bridge.entities()) {
            topics.add(new BridgeTopic(
                    names.resolved(entity.name()),
                    bridge.partitions(),
                    Cleanup.COMPACT,
                    Map.of(MAX_MESSAGE_BYTES_CONFIG, MAX_RECORD_BYTES)));
        }
        topics.add(log(bridge, names.conflicts(), REVIEW_RETENTION));
        topics.add(log(bridge, names.quarantine(), REVIEW_RETENTION));
        topics.add(log(bridge, names.audit(), REVIEW_RETENTION));
        for (Node node : bridge.sinks()) {
            topics.add(log(bridge, names.deadLetters(node.name()), REVIEW_RETENTION));
        }
        return topics;
    }

    private static BridgeTopic log(Bridge bridge, String name, Duration retention) {
        return new BridgeTopic(
                name,
                bridge.partitions(),
                Cleanup.DELETE,
                Map.of(
                        RETENTION_MS_CONFIG,
                        retained(retention),
                        RETENTION_BYTES_CONFIG,
                        "-1",
                        MAX_MESSAGE_BYTES_CONFIG,
                        MAX_RECORD_BYTES));
    }

    /** Where Debezium tells of DDL: the topic of its prefix, in one order. */
    private static BridgeTopic schemaChanges(Bridge bridge, Node node) {
        return new BridgeTopic(
                bridge.capturePrefix(node), 1, Cleanup.DELETE, Map.of(RETENTION_MS_CONFIG, retained(REVIEW_RETENTION)));
    }

    /** Where Debezium says that a quiet database is alive, so that the database need not keep its log for it. */
    private static BridgeTopic heartbeat(Bridge bridge, Node node) {
        return new BridgeTopic(
                WalSource.heartbeatTopic(bridge, node),
                1,
                Cleanup.DELETE,
                Map.of(RETENTION_MS_CONFIG, retained(HEARTBEAT_RETENTION)));
    }

    private static String retained(Duration retention) {
        return Long.toString(retention.toMillis());
    }
}
