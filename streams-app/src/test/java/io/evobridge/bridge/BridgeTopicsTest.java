package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.evobridge.bridge.BridgeTopic.Cleanup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BridgeTopicsTest {

    private static final Bridge BRIDGE = BridgeFile.parse("bridge.yaml", """
            bridge: trading
            partitions: 3
            kafka: {bootstrap.servers: "127.0.0.1:9092"}
            registry: http://127.0.0.1:8080
            nodes:
              shop: {type: mysql, direction: source, address: db, database: shop}
              sessions: {type: redis, direction: sink, address: cache}
            entities:
              customer:
                key: [id]
                mappings:
                  shop: {table: customers}
                  sessions: {key.pattern: "customer:{id}"}
            """, Map.of());

    @Test
    void everyTopicWithRecordsHasTheBridgesPartitions() {
        List<BridgeTopic> topics = BridgeTopics.of(BRIDGE);

        assertThat(topics)
                .filteredOn(topic -> topic.partitions() != 3)
                .extracting(BridgeTopic::name, BridgeTopic::partitions)
                .containsExactly(tuple("trading.shop", 1));
    }

    @Test
    void onlyResolvedStateIsCompacted() {
        List<BridgeTopic> topics = BridgeTopics.of(BRIDGE);

        assertThat(topics)
                .extracting(BridgeTopic::name, BridgeTopic::cleanup)
                .containsExactly(
                        tuple("trading.captured.shop", Cleanup.DELETE),
                        tuple("trading.shop", Cleanup.DELETE),
                        tuple("trading.captured.api", Cleanup.DELETE),
                        tuple("trading.changes", Cleanup.DELETE),
                        tuple("trading.resolved.customer", Cleanup.COMPACT),
                        tuple("trading.conflicts", Cleanup.DELETE),
                        tuple("trading.quarantine", Cleanup.DELETE),
                        tuple("trading.audit", Cleanup.DELETE),
                        tuple("trading.dead-letters.sessions", Cleanup.DELETE));
    }
}
