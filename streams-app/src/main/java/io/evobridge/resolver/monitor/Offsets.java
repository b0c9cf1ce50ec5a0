package io.evobridge.resolver.monitor;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the bridge's topics begin and end, and what their readers have committed, at about one moment.
 *
 * @param committed group → offset of the first record that it has not committed
 */
record Offsets(
        Map<TopicPartition, Long> begins,
        Map<TopicPartition, Long> ends,
        Map<String, Map<TopicPartition, Long>> committed) {

    long begin(TopicPartition partition) {
        return begins.getOrDefault(partition, 0L);
    }

    long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** The first offset that a group has not committed; where it never has, the first that there is. */
    long position(String group, TopicPartition partition) {
        Map<TopicPartition, Long> own = committed.getOrDefault(group, Map.of());
        return Math.max(begin(partition), own.getOrDefault(partition, 0L));
    }

    /** Offsets between a group and the end. */
    long lag(String group, TopicPartition partition) {
        return Math.max(0, end(partition) - position(group, partition));
    }

    /** Offsets that were ever given, whatever has been deleted since. */
    long written(Collection<TopicPartition> partitions) {
        return partitions.stream().mapToLong(this::end).sum();
    }

    /** Offsets that are kept. */
    long kept(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .mapToLong(partition -> Math.max(0, end(partition) - begin(partition)))
                .sum();
    }
}
