package io.evobridge.resolver.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.BridgeTopics;
import io.evobridge.bridge.TopicSetup;
import io.evobridge.contract.Headers;
import io.evobridge.servers.KafkaBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitor on a real broker; the test plays the sinks. */
class BridgeMonitorIT {

    private static final String GROUP = "shop-resolver";
    private static final long HOUR = 3_600_000;

    @TempDir
    private static Path home;

    private static KafkaBroker kafka;
    private static int bridges;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Bridge bridge;
    private BridgeMonitor monitor;

    @BeforeAll
    static void startKafka() {
        kafka = KafkaBroker.start(home);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void watchAnotherBridge() {
        bridge = BridgeFile.parse("bridge.yaml", """
                bridge: shop%d
                partitions: 2
                kafka: {bootstrap.servers: "%s"}
                registry: http://127.0.0.1:1
                nodes:
                  shop: {type: mysql, direction: source, address: "127.0.0.1", database: shop}
                  cache: {type: redis, direction: sink, address: "127.0.0.1", staleness: {max.ms: 8000, max.versions: 100}}
                entities:
                  customer:
                    key: [id]
                    mappings:
                      shop: {table: customers}
                      cache: {key.pattern: "customer:{id}"}
                  visit:
                    key: [id]
                    mappings:
                      shop: {table: visits}
                """.formatted(++bridges, kafka.bootstrapServers()), Map.of());
        try (TopicSetup topics = TopicSetup.of(bridge)) {
            topics.ensure(BridgeTopics.of(bridge));
        }
        monitor = BridgeMonitor.start(bridge, GROUP, Optional.empty(), meters);
    }

    @AfterEach
    void stopWatching() {
        monitor.close();
    }

    @Test
    void nobodyIsBehindWhereNothingIs() {
        eventually().until(() -> monitor.figures().topics().isPresent());

        assertThat(monitor.figures().node("shop")).isEqualTo(new NodeFigures(of(0), of(0), NONE, NONE, NONE));
        assertThat(monitor.figures().node("cache")).isEqualTo(new NodeFigures(NONE, NONE, of(0), of(0), of(0)));
        assertThat(monitor.figures().problems()).isEmpty();
    }

    @Test
    void aNodeThatIsBehindItsBoundIsStaleUntilItHasCaughtUp() throws Exception {
        // Given
        eventually().until(() -> monitor.figures().topics().isPresent());

        // When
        produce(bridge.topics().captured("shop"), 0, System.currentTimeMillis(), 3);
        produce(bridge.topics().resolved("customer"), 0, System.currentTimeMillis() - HOUR, 5);
        produce(bridge.topics().resolved("customer"), 1, System.currentTimeMillis(), 1);
        eventually().until(() -> monitor.figures().node("cache").waiting().equals(of(6)));

        // Then: it was committed long ago, and has been in the topic for a moment only
        assertThat(monitor.figures().node("cache").stalenessMillis().orElseThrow())
                .isLessThan(8_000);
        assertThat(monitor.isStale("cache")).isFalse();
        assertThat(monitor.figures().node("shop").inFlight()).hasValue(3);

        // When nobody takes it
        eventually().until(() -> monitor.isStale("cache"));

        // Then
        assertThat(monitor.figures().staleSince()).containsOnlyKeys("cache");
        assertThat(monitor.staleNodes(bridge.entity("customer").orElseThrow())).containsExactly("cache");
        assertThat(monitor.staleNodes(bridge.entity("visit").orElseThrow())).isEmpty();
        assertThat(gauge("evobridge.node.stale")).isEqualTo(1);
        assertThat(gauge("evobridge.node.staleness.millis")).isGreaterThan(8_000);

        // When
        commit("connect-" + bridge.name() + "-cache-customer", Map.of(0, 5L, 1, 1L));

        // Then
        eventually().until(() -> !monitor.isStale("cache"));
        assertThat(monitor.figures().node("cache")).isEqualTo(new NodeFigures(NONE, NONE, of(6), of(0), of(0)));
        assertThat(monitor.figures().topics().orElseThrow().resolved()).isEqualTo(Map.of("customer", 6L, "visit", 0L));
    }

    @Test
    void whatWasThereBeforeTheMonitorIsAsOldAsItSays() throws Exception {
        // Given
        monitor.close();
        produce(bridge.topics().resolved("customer"), 0, System.currentTimeMillis() - HOUR, 1);

        // When
        monitor = BridgeMonitor.start(bridge, GROUP, Optional.empty(), new SimpleMeterRegistry());

        // Then
        eventually().until(() -> monitor.isStale("cache"));
        assertThat(monitor.figures().node("cache").stalenessMillis().orElseThrow())
                .isBetween(HOUR, HOUR + 120_000);
    }

    @Test
    void aTransactionsMarkBehindTheLastRecordIsNoLag() throws Exception {
        // Given
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                bridge.name());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(
                    new ProducerRecord<>(bridge.topics().resolved("customer"), 0, bytes("a"), bytes("b")));
            producer.commitTransaction();
            assertThat(sent).isDone();
        }

        // When
        commit("connect-" + bridge.name() + "-cache-customer", Map.of(0, 1L));

        // Then
        eventually().until(() -> monitor.figures().node("cache").waiting().equals(of(0)));
        assertThat(monitor.figures().node("cache").stalenessMillis()).hasValue(0);
    }

    @Test
    void whatIsWrittenThroughTheApiIsWatchedLikeASource() throws Exception {
        produce(bridge.topics().captured(Bridge.API_NODE), 1, System.currentTimeMillis(), 2);

        eventually()
                .until(() -> monitor.figures()
                        .node(Bridge.API_NODE)
                        .equals(new NodeFigures(of(2), of(0), NONE, NONE, NONE)));
    }

    @Test
    void quarantinedRecordsAreCountedUntilSomebodySettlesThem() throws Exception {
        // Given
        produce(bridge.topics().quarantine(), 0, System.currentTimeMillis(), 3);
        produce(bridge.topics().quarantine(), 1, System.currentTimeMillis(), 1);
        eventually().until(() -> quarantined().equals(of(4)));

        // When
        settle("0-1");
        settle("0-1");
        settle("no id");

        // Then
        eventually().until(() -> quarantined().equals(of(3)));
    }

    private OptionalLong quarantined() {
        return monitor.figures().topics().map(TopicFigures::quarantined).orElse(NONE);
    }

    private void settle(String id) throws Exception {
        ProducerRecord<byte[], byte[]> marker =
                new ProducerRecord<>(bridge.topics().quarantine(), 0, null, new byte[0]);
        marker.headers().add(Headers.HANDLED, bytes(id));
        send(List.of(marker));
    }

    private static final OptionalLong NONE = OptionalLong.empty();

    private static OptionalLong of(long figure) {
        return OptionalLong.of(figure);
    }

    private double gauge(String name) {
        return meters.get(name).tag("node", "cache").gauge().value();
    }

    private static void produce(String topic, int partition, long millis, int count) throws Exception {
        send(IntStream.range(0, count)
                .mapToObj(i -> new ProducerRecord<>(topic, partition, millis, bytes("key" + i), bytes("value")))
                .toList());
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private void commit(String group, Map<Integer, Long> offsets) throws Exception {
        String topic = bridge.topics().resolved("customer");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
            offsets.forEach((partition, offset) ->
                    commits.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
            admin.alterConsumerGroupOffsets(group, commits).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50));
    }
}
