package io.evobridge.resolver.query;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Ends that a test sets: of a topic, for all its partitions. */
final class FakeEnds implements LogEnds {

    /** Topic → end. */
    final Map<String, Long> ends = new ConcurrentHashMap<>();
    /** Topic → offset of the first record that is young enough. */
    final Map<String, Long> young = new ConcurrentHashMap<>();
    /** Group → next offset, of every partition of every topic. */
    final Map<String, Long> committed = new ConcurrentHashMap<>();

    volatile boolean away;

    @Override
    public CompletionStage<Map<TopicPartition, Long>> ends(Set<TopicPartition> partitions) {
        return answer(partitions, ends);
    }

    @Override
    public OptionalLong known(TopicPartition partition) {
        Long end = ends.get(partition.topic());
        return end == null || away ? OptionalLong.empty() : OptionalLong.of(end);
    }

    @Override
    public CompletionStage<Map<TopicPartition, Long>> before(Set<TopicPartition> partitions, long millis) {
        return answer(partitions, young);
    }

    @Override
    public CompletionStage<Map<TopicPartition, Long>> committed(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Long next = committed.get(group);
        if (next != null) {
            ends.keySet().forEach(topic -> {
                offsets.put(new TopicPartition(topic, 0), next);
                offsets.put(new TopicPartition(topic, 1), next);
            });
        }
        return CompletableFuture.completedStage(offsets);
    }

    @Override
    public void close() {}

    private CompletionStage<Map<TopicPartition, Long>> answer(Set<TopicPartition> partitions, Map<String, Long> found) {
        if (away) {
            return CompletableFuture.failedStage(ApiProblem.notNow("kafka-away", "Kafka does not answer"));
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(partition, found.getOrDefault(partition.topic(), 0L)));
        return CompletableFuture.completedStage(offsets);
    }
}
