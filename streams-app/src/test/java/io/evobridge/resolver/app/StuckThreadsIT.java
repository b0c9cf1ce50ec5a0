package io.evobridge.resolver.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.servers.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StuckThreadsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void aThreadThatWaitsForEverIsSeenThoughTheStreamsSayThatTheyRun() throws Exception {
        try (KafkaBroker kafka = KafkaBroker.start(folder.resolve("kafka"))) {
            kafka.createTopics(1, Map.of(), "writes");
            Properties settings = settings(kafka.bootstrapServers());
            try (KafkaStreams streams = streams(settings)) {
                seesTheStuckThread(streams, new StuckThreads(streams, settings), kafka.bootstrapServers());
            }
        }
    }

    private void seesTheStuckThread(KafkaStreams streams, StuckThreads stuck, String bootstrapServers)
            throws Exception {
        try {
            streams.start();
            await().atMost(PATIENCE).until(() -> streams.state() == KafkaStreams.State.RUNNING);
            assertThat(stuck.reason()).isEmpty();

            write(bootstrapServers);
            await().atMost(PATIENCE).until(() -> reached.getCount() == 0);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stuck.reason())
                            .hasValueSatisfying(reason -> assertThat(reason)
                                    .startsWith("a stream thread is stuck: ")
                                    .contains("has not asked for records for")));
            assertThat(streams.state()).isEqualTo(KafkaStreams.State.RUNNING);

            goOn.countDown();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stuck.reason()).isEmpty());
        } finally {
            // Streams do not close while their thread waits.
            goOn.countDown();
        }
    }

    private KafkaStreams streams(Properties settings) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("writes", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .foreach((key, value) -> {
                    reached.countDown();
                    waitToGoOn();
                });
        return new KafkaStreams(builder.build(), settings);
    }

    private void waitToGoOn() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Properties settings(String bootstrapServers) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "stuck");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), 1_000);
        return settings;
    }

    private static void write(String bootstrapServers) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("writes", new byte[] {1})).get();
        }
    }
}
