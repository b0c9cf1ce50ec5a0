package io.evobridge.resolver.app;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Direction;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Node;
import io.evobridge.contract.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of a bridge as they have to be.
 *
 * @param partitions of every topic
 * @param replication of every topic
 * @param configs topic → its settings; the names in the order in which they are made
 */
public record TopicPlan(int partitions, int replication, Map<String, Map<String, String>> configs) {

    /** Captured topics are in the plan too: a source that makes its own could choose another partition count. */
    public static TopicPlan of(Bridge bridge, ResolverConfig config) {
        Topics topics = bridge.topics();
        String size = Integer.toString(config.recordMaxBytes());
        Map<String, String> log = deleted(config.topicsRetention().toMillis(), size);
        Map<String, String> records = deleted(config.conflictsRetention().toMillis(), size);
        Map<String, Map<String, String>> configs = new LinkedHashMap<>();
        for (Node node : bridge.nodes(Direction.SOURCE)) {
            configs.put(topics.captured(node.name()), log);
        }
        configs.put(topics.changes(), log);
        for (Entity entity : bridge.entities()) {
            configs.put(
                    topics.resolved(entity.name()),
                    Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            TopicConfig.CLEANUP_POLICY_COMPACT,
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            size));
        }
        configs.put(topics.conflicts(), records);
        configs.put(topics.quarantine(), records);
        return new TopicPlan(bridge.partitions(), bridge.replication(), configs);
    }

    private static Map<String, String> deleted(long retentionMillis, String size) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retentionMillis),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                size);
    }
}
