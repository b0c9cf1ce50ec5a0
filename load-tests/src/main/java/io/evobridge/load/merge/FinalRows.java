package io.evobridge.load.merge;

import io.evobridge.contract.RegistryFrame;
import io.evobridge.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The last record of each key in the topic of an entity, counted and summed up.
 *
 * @param rows how many keys there are
 * @param checksum the sum of their prints, as {@link LoadEntity#expectedChecksum}
 */
record FinalRows(long rows, long checksum) {

    /** Reads a topic from its begin to where it ends now. */
    static FinalRows read(
            String bootstrapServers, SchemaRegistry registry, String topic, int partitions, LoadEntity entity) {
        long[] prints = new long[entity.keys()];
        boolean[] there = new boolean[entity.keys()];
        Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.bytes", 16 << 20, "max.poll.records", 5_000);
        List<TopicPartition> places = IntStream.range(0, partitions)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(places);
            consumer.seekToBeginning(places);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places);
            @Nullable GenericRecord reuse = null;
            @Nullable BinaryDecoder decoder = null;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    byte[] value = record.value();
                    decoder = DecoderFactory.get()
                            .binaryDecoder(
                                    value,
                                    RegistryFrame.HEADER_LENGTH,
                                    value.length - RegistryFrame.HEADER_LENGTH,
                                    decoder);
                    reuse = readers.computeIfAbsent(
                                    RegistryFrame.contentId(value), id -> new GenericDatumReader<>(registry.schema(id)))
                            .read(reuse, decoder);
                    LoadRow row = LoadRow.of(reuse);
                    prints[(int) row.id()] = entity.kind().print(row);
                    there[(int) row.id()] = true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long rows = 0;
        long sum = 0;
        for (int key = 0; key < entity.keys(); key++) {
            if (there[key]) {
                rows++;
                sum += LoadEntity.print(key, prints[key]);
            }
        }
        return new FinalRows(rows, sum);
    }

    boolean isAsExpected(LoadEntity entity) {
        return rows == entity.expectedRows() && checksum == entity.expectedChecksum();
    }
}
