package io.evobridge.sink.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.servers.ConnectWorker;
import io.evobridge.servers.KafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive of every sink does in a Connect cluster that knows nothing else of ours. */
public abstract class PluginArchiveContract {

    /** Holds JSON records without schemas, and one that the target cannot take. */
    protected static final String TOPIC = "shop.orders";

    private static final String DEAD_LETTERS = "shop.dead-letters";
    private static final String CONNECTOR = "orders";
    private static final int BURST = 500;

    /** The records of the topic, with the keys 0, 1 and 2; the one in the middle is the one that cannot be taken. */
    protected abstract List<String> values();

    /** Settings of the sink beside those of any sink connector. */
    protected abstract Map<String, String> settings();

    /** What the target holds now. */
    protected abstract List<String> written() throws Exception;

    /** What {@link #written()} gives in the end. */
    protected abstract List<String> expected();

    /** A part of the sentence that says why the record in the middle was not taken. */
    protected abstract String reason();

    @Test
    @DisplayName(
            "in anybody's Connect cluster the archive writes plain JSON records, sets the culprit aside and commits")
    void plainCluster(@TempDir Path home) throws Exception {
        try (KafkaBroker kafka = KafkaBroker.start(home.resolve("kafka"));
                ConnectWorker connect = ConnectWorker.on(kafka.bootstrapServers())
                        .withPlugins(unpacked(home.resolve("plugins")))
                        // By itself the worker would commit nothing before the test is over.
                        .with("offset.flush.interval.ms", "600000")
                        .start(home.resolve("connect"))) {
            // Given
            kafka.createTopics(1, Map.of(), TOPIC, DEAD_LETTERS);
            connect.rest().deploy(CONNECTOR, config(settings()));

            // When
            produce(kafka, values(), 1);

            // Then
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        assertThat(connect.rest().status(CONNECTOR).hasFailed())
                                .as("%s", connect.rest().status(CONNECTOR))
                                .isFalse();
                        assertThat(written()).isEqualTo(expected());
                    });
            ConsumerRecord<String, String> letter = deadLetter(kafka);
            assertThat(letter.key()).isEqualTo("1");
            byte[] message = letter.headers()
                    .lastHeader("__connect.errors.exception.message")
                    .value();
            assertThat(new String(message, StandardCharsets.UTF_8))
                    .contains(TOPIC + "-0@1")
                    .contains(reason());
            awaitCommit(kafka, 3);

            // When
            produce(kafka, List.of(values().get(0)), BURST);

            // Then
            awaitCommit(kafka, 3 + BURST);
        }
    }

    private static Map<String, String> config(Map<String, String> settings) {
        Map<String, String> config = new HashMap<>(settings);
        config.put("topics", TOPIC);
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", DEAD_LETTERS);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        return config;
    }

    private static void produce(KafkaBroker kafka, List<String> values, int times) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < values.size() * times; i++) {
                int key = i % values.size();
                producer.send(new ProducerRecord<>(TOPIC, Integer.toString(key), values.get(key)))
                        .get(60, TimeUnit.SECONDS);
            }
        }
    }

    /** The last record of a burst is committed as soon as others, not when the worker's interval is over. */
    private static void awaitCommit(KafkaBroker kafka, long offset) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(admin.listConsumerGroupOffsets("connect-" + CONNECTOR)
                                    .partitionsToOffsetAndMetadata()
                                    .get())
                            .extractingByKey(partition)
                            .extracting(OffsetAndMetadata::offset)
                            .isEqualTo(offset));
        }
    }

    private static ConsumerRecord<String, String> deadLetter(KafkaBroker kafka) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        TopicPartition partition = new TopicPartition(DEAD_LETTERS, 0);
        List<ConsumerRecord<String, String>> letters = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return !letters.isEmpty();
            });
        }
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    /** Unpacks the archive that package has built. */
    private static Path unpacked(Path folder) throws IOException {
        Path archive;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            archive = files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no archive in target; run mvn verify"));
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(each -> !each.isDirectory()).toList()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IllegalStateException("entry outside the archive: " + entry.getName());
                }
                Files.createDirectories(file.resolveSibling("."));
                Files.copy(zip.getInputStream(entry), file);
            }
        }
        return folder;
    }
}
