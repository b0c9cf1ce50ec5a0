package io.evobridge.connect.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.servers.KafkaBroker;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker; the test plays the resolver. */
class LimitInFlightIT {

    private static final String TOPIC = "trading.captured.shop";
    private static final String RESOLVER = "trading-resolver";

    @Test
    void captureWaitsForTheResolver(@TempDir Path home) throws Exception {
        try (KafkaBroker kafka = KafkaBroker.start(home);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                LimitInFlight<SourceRecord> limit = new LimitInFlight<>()) {
            // Given
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get(30, TimeUnit.SECONDS);
            limit.configure(Map.of(
                    "topic",
                    TOPIC,
                    "group",
                    RESOLVER,
                    "max",
                    "100",
                    "kafka.bootstrap.servers",
                    kafka.bootstrapServers()));
            produce(kafka, 60);
            commit(admin, 0, 30);

            // When the resolver is 30 records behind
            for (int i = 0; i < 70; i++) {
                limit.apply(record(TOPIC));
            }
            produce(kafka, 70);

            // Then
            assertThatThrownBy(() -> limit.apply(record(TOPIC)))
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining("100 changes are in flight");
            assertThat(limit.apply(record("trading.quarantine"))).isNotNull();
            assertThat(seen("Held")).isEqualTo(true);
            assertThat(seen("InFlight")).isEqualTo(100L);

            // When it has worked off half of them
            commit(admin, 0, 65);
            commit(admin, 1, 15);

            // Then
            assertThat(limit.apply(record(TOPIC))).isNotNull();
            assertThat(seen("Held")).isEqualTo(false);
            assertThat((long) seen("HeldMillis")).isPositive();
        }
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name()))
                .isFalse();
    }

    private static SourceRecord record(String topic) {
        return new SourceRecord(Map.of(), Map.of(), topic, null, null);
    }

    /** Half of them into each partition. */
    private static void produce(KafkaBroker kafka, int count) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Map<Integer, Future<RecordMetadata>> last = new HashMap<>();
            for (int i = 0; i < count; i++) {
                last.put(i % 2, producer.send(new ProducerRecord<>(TOPIC, i % 2, null, "change".getBytes(UTF_8))));
            }
            for (Future<RecordMetadata> sent : last.values()) {
                sent.get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static void commit(Admin admin, int partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        RESOLVER, Map.of(new TopicPartition(TOPIC, partition), new OffsetAndMetadata(offset)))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    private static Object seen(String attribute) throws Exception {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(name(), attribute);
    }

    private static ObjectName name() throws Exception {
        return new ObjectName("io.evobridge.source:type=flow,topic=" + ObjectName.quote(TOPIC));
    }
}
