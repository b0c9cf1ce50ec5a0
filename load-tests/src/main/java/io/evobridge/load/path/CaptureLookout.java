package io.evobridge.load.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A bare consumer of Debezium's JSON: when is a write readable in Kafka? */
final class CaptureLookout implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Arrivals arrivals = new Arrivals();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;

    CaptureLookout(String bootstrapServers, String topic, int partitions) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        thread = new Thread(this::watch, "lookout-capture");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                long now = System.nanoTime();
                if (record.value() != null) {
                    JsonNode after = after(record.value());
                    arrivals.seen(
                            after.path("id").asLong(), after.path("revision").asLong(), now);
                }
            }
        }
        consumer.close();
    }

    private static JsonNode after(byte[] value) {
        try {
            return JSON.readTree(value).path("after");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Arrivals arrivals() {
        return arrivals;
    }

    @Override
    public void close() {
        closed = true;
    }
}
