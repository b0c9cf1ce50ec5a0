package io.evobridge.load.merge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The mean size of what the resolver stores of a key of an entity.
 *
 * @param bytes of the key and its state
 * @param rowBytes of one row among them
 */
record StoredStates(double bytes, double rowBytes) {

    /** An entry of a version vector: the length of the node's name, its one letter, and the position. */
    static final int ENTRY_BYTES = 2 + 1 + 16;

    /** Reads the changelog of the resolver's store; the last value of a key counts. */
    static StoredStates read(String bootstrapServers, MergeBridge bridge, LoadEntity entity) {
        TopicPartition changelog = new TopicPartition(bridge.bridge().name() + "-resolver-state-changelog", 0);
        byte[] prefix = (entity.name() + '/').getBytes(StandardCharsets.UTF_8);
        int[] sizes = new int[entity.keys()];
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.bytes", 16 << 20, "max.poll.records", 5_000);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(changelog));
            consumer.seekToBeginning(List.of(changelog));
            long end = consumer.endOffsets(List.of(changelog)).getOrDefault(changelog, 0L);
            while (consumer.position(changelog) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (startsWith(record.key(), prefix)) {
                        String key = new String(record.key(), StandardCharsets.UTF_8);
                        sizes[Integer.parseInt(key.substring(prefix.length))] =
                                record.key().length + record.value().length;
                    }
                }
            }
        }
        long bytes = 0;
        long keys = 0;
        for (int size : sizes) {
            bytes += size;
            keys += size == 0 ? 0 : 1;
        }
        return new StoredStates(bytes / (double) Math.max(1, keys), rowBytes(entity));
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length > prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static double rowBytes(LoadEntity entity) {
        long bytes = 0;
        long rows = 0;
        for (int key = 0; key < Math.min(entity.keys(), 10_000); key++) {
            for (int node = 0; node < LoadEntity.NODES.length; node++) {
                LoadRow row = entity.row(node, key);
                if (row != null) {
                    bytes += row.encoded().length;
                    rows++;
                }
            }
        }
        return bytes / (double) Math.max(1, rows);
    }
}
