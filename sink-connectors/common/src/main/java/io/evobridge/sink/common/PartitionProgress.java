package io.evobridge.sink.common;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far each assigned partition is durable in the target. */
final class PartitionProgress {

    private final Set<TopicPartition> unopened = new HashSet<>();
    private final Map<TopicPartition, Long> stored = new HashMap<>();
    private final Map<TopicPartition, Long> durable = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    void assign(Collection<TopicPartition> partitions) {
        revoke(partitions);
        unopened.addAll(partitions);
    }

    void revoke(Collection<TopicPartition> partitions) {
        unopened.removeAll(partitions);
        stored.keySet().removeAll(partitions);
        durable.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
    }

    /** Assigned partitions whose stored progress was not asked for yet. */
    Set<TopicPartition> unopened() {
        return Set.copyOf(unopened);
    }

    /** The target answered for these partitions. */
    void opened(Collection<TopicPartition> partitions, Map<TopicPartition, Long> storedOffsets) {
        unopened.removeAll(partitions);
        stored.putAll(storedOffsets);
        durable.putAll(storedOffsets);
    }

    /** The offset that the target stored when the partition was taken over, null where it stores none. */
    @Nullable
    Long storedOffset(TopicPartition partition) {
        return stored.get(partition);
    }

    /** Whether everything at this offset is durable already. */
    boolean isDurable(TopicPartition partition, long offset) {
        Long next = durable.get(partition);
        return next != null && offset < next;
    }

    void durableUpTo(TopicPartition partition, long nextOffset) {
        durable.put(partition, nextOffset);
    }

    /** Whether Connect was given all that is durable. */
    boolean isCommitted() {
        return durable.equals(committed);
    }

    /** The durable part of what the consumer has delivered, never beyond either, which Connect commits now. */
    Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> delivered) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        delivered.forEach((partition, position) -> {
            Long next = durable.get(partition);
            if (next != null) {
                long offset = Math.min(next, position.offset());
                offsets.put(partition, new OffsetAndMetadata(offset));
                committed.put(partition, offset);
            }
        });
        return offsets;
    }
}
