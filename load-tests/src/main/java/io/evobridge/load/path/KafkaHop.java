package io.evobridge.load.path;

import io.evobridge.load.Watch;
import io.evobridge.load.data.Item;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A bare hop through Kafka: sent without a wait, read by a consumer that is asking. */
final class KafkaHop {

    private static final String TOPIC = "load.hop";
    private static final int PARTITIONS = 4;
    private static final int VALUE_BYTES = 200;

    private final String bootstrapServers;

    KafkaHop(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    static String topic() {
        return TOPIC;
    }

    /** From when a record was due until it is read, in microseconds. */
    Histogram latencyMicros(int rate, int seconds) throws Exception {
        Histogram latency = new Histogram(3_600_000_000L, 3);
        try (var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, PARTITIONS)
                    .mapToObj(number -> new TopicPartition(TOPIC, number))
                    .toList();
            consumer.assign(all);
            consumer.seekToEnd(all);
            all.forEach(consumer::position);
            long[] sent = {0};
            Thread sender = new Thread(() -> send(producer, rate, seconds, sent), "hop-sender");
            sender.start();
            long expected = (long) rate * seconds;
            long warm = expected / 5;
            long deadline = System.nanoTime() + Duration.ofSeconds(seconds + 60).toNanos();
            for (long read = 0; read < expected && System.nanoTime() < deadline; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    long due = ByteBuffer.wrap(record.value()).getLong();
                    if (read++ >= warm) {
                        latency.recordValue(Math.max(0, System.nanoTime() - due) / 1_000);
                    }
                }
            }
            sender.join();
        }
        return latency;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What does not arrive is missed by the reader.
    private static void send(KafkaProducer<byte[], byte[]> producer, int rate, int seconds, long[] sent) {
        long start = System.nanoTime();
        long count = (long) rate * seconds;
        for (; sent[0] < count; sent[0]++) {
            long due = start + sent[0] * 1_000_000_000L / rate;
            Watch.untilDue(due);
            byte[] value = ByteBuffer.allocate(VALUE_BYTES).putLong(due).array();
            byte[] key = ByteBuffer.allocate(Long.BYTES)
                    .putLong(Item.of(sent[0], 0).id())
                    .array();
            producer.send(new ProducerRecord<>(TOPIC, key, value));
        }
    }
}
