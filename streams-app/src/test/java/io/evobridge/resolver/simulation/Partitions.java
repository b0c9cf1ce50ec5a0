package io.evobridge.resolver.simulation;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** The partitions of every topic, and which of them a key is in. */
record Partitions(int count) {

    int of(String key) {
        return BuiltInPartitioner.partitionForKey(Wire.bytes(key), count);
    }
}
