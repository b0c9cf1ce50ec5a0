package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.servers.KafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicSetupIT {

    private static final int TOPICS = 60;
    private static final int PARTITIONS = 8;
    private static final int ROUNDS = 5;

    @TempDir
    static Path folder;

    @Test
    void aTopicThatWasJustMadeLosesNoWrite() throws Exception {
        try (KafkaBroker kafka = KafkaBroker.start(folder.resolve("kafka"))) {
            // Each record is a batch of its own, several are under way at once, and a lost one shows in a minute.
            Map<String, Object> config = Map.of(
                    "bootstrap.servers", kafka.bootstrapServers(),
                    "batch.size", "0",
                    "linger.ms", "0",
                    "delivery.timeout.ms", "60000");
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            try (TopicSetup setup = new TopicSetup(kafka.admin(), 1);
                    var producer = new KafkaProducer<byte[], byte[]>(
                            config, new ByteArraySerializer(), new ByteArraySerializer())) {
                for (int topic = 0; topic < TOPICS; topic++) {
                    BridgeTopic made =
                            new BridgeTopic("topic-" + topic, PARTITIONS, BridgeTopic.Cleanup.DELETE, Map.of());
                    assertThat(setup.ensure(List.of(made))).containsExactly(made.name());
                    for (int round = 0; round < ROUNDS; round++) {
                        byte[] value = {(byte) round};
                        IntStream.range(0, PARTITIONS)
                                .mapToObj(i -> new ProducerRecord<byte[], byte[]>(made.name(), i, null, value))
                                .forEach(record -> sent.add(producer.send(record)));
                    }
                }
                for (Future<RecordMetadata> record : sent) {
                    assertThat(record.get().hasOffset()).isTrue();
                }
            }
        }
    }
}
