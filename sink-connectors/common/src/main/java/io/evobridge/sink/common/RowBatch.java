package io.evobridge.sink.common;

import io.evobridge.sink.common.row.RowChange;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Changes of one topic partition in offset order, at least one.
 *
 * @param partition where they all come from
 * @param changes in offset order
 * @param nextOffset offset to read on from when the batch is durable; may lie beyond the last change plus one, where
 *     records in between asked for nothing
 */
public record RowBatch(TopicPartition partition, List<RowChange> changes, long nextOffset) {

    public RowBatch {
        changes = List.copyOf(changes);
        if (changes.isEmpty() || nextOffset <= changes.get(changes.size() - 1).offset()) {
            throw new IllegalArgumentException("a batch has changes, and ends behind the last of them");
        }
    }

    public int size() {
        return changes.size();
    }

    public long firstOffset() {
        return changes.get(0).offset();
    }

    /** The changes at or behind an offset, as a batch; there must be one. */
    public RowBatch from(long offset) {
        return new RowBatch(
                partition,
                changes.stream().filter(change -> change.offset() >= offset).toList(),
                nextOffset);
    }

    /** The first half; the batch must have two changes. */
    RowBatch firstHalf() {
        int middle = changes.size() / 2;
        return new RowBatch(
                partition, changes.subList(0, middle), changes.get(middle - 1).offset() + 1);
    }

    /** What {@link #firstHalf} leaves. */
    RowBatch secondHalf() {
        return new RowBatch(partition, changes.subList(changes.size() / 2, changes.size()), nextOffset);
    }

    @Override
    public String toString() {
        return "RowBatch[" + partition + ", offsets " + firstOffset() + "…" + (nextOffset - 1) + ", " + size()
                + " changes]";
    }
}
