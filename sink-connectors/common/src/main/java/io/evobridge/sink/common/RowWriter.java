package io.evobridge.sink.common;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The port that a target implements. One thread uses it. A writer connects when it first needs to, drops a broken
 * connection before it throws, and connects again at the next call: the task owns retries.
 *
 * <p>Every method may throw RetriableException when the target is busy or away: the same call comes again after a
 * back-off. ConnectException (with what to do) stops the task.
 */
public interface RowWriter extends AutoCloseable {

    /**
     * Takes partitions over.
     *
     * @return the offset to read on from, for the partitions whose progress the target stores; a writer that stores
     *     none, and a partition that was never written, leave it to the consumer's committed offset
     */
    default Map<TopicPartition, Long> open(Collection<TopicPartition> partitions) {
        return Map.of();
    }

    /**
     * Makes a batch durable. For one key the changes must take effect in their order, and writing a batch again, in
     * whole or from any place on, must end in the same state.
     *
     * @return what became of it; known culprits are in {@link WriteResult#rejected}, all others are durable
     * @throws org.apache.kafka.connect.errors.DataException when the data of at least one change was refused and the
     *     culprit is not known: the task halves the batch and writes the halves until a single change is refused
     */
    WriteResult write(RowBatch batch);

    /**
     * Makes batches of several partitions durable, each as {@link #write} does; a target that can do it in one go saves
     * round trips. Throws as {@link #write}, and then any of the batches may be durable.
     *
     * @return what became of each, in their order
     */
    default List<WriteResult> writeTogether(List<RowBatch> batches) {
        return batches.stream().map(this::write).toList();
    }

    /** Gives partitions up; another task may own them from now on. */
    default void release(Collection<TopicPartition> partitions) {}

    /** Names of the key fields of a collection as the target knows them, empty where it does not. */
    default List<String> keyFields(String collection) {
        return List.of();
    }

    /**
     * The same for a key of so many fields. A target that needs no names gives their places: then a deletion that is the
     * first a task sees of an entity is written all the same.
     */
    default List<String> keyFields(String collection, int fieldCount) {
        return keyFields(collection);
    }

    /** Lets go of the connection; does not throw. */
    @Override
    void close();
}
