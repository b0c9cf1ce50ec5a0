package io.evobridge.resolver.topology;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Kafka's default partitioner, stated: every client in every language finds a key's partition, whatever
 * {@code partitioner.*} settings are passed to the resolver's producer. The processor has checked that the captured
 * record stood in this partition too.
 */
final class KeyPartitioner implements StreamPartitioner<byte[], byte[]> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
        return Optional.of(Set.of(BuiltInPartitioner.partitionForKey(key, partitions)));
    }
}
