package io.evobridge.resolver.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.BridgeTopics;
import io.evobridge.bridge.TopicSetup;
import io.evobridge.contract.Topics;
import io.evobridge.registry.ApicurioRegistry;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.resolver.Customers;
import io.evobridge.servers.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resolver is killed in the middle of a stream, twice; afterwards everything is as if it had not been. */
class ResolverCrashIT {

    private static final int PARTITIONS = 4;
    private static final int CHUNK = 6_000;
    private static final int KEYS = 1_000;
    private static final int CONFLICTS = 200;
    /** The same for all runs, so that stamps are; of today, so that no broker's retention takes the records away. */
    private static final long BEGIN = System.currentTimeMillis() - 60_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static io.evobridge.servers.ApicurioRegistry registry;

    @BeforeAll
    static void startServers() {
        kafka = KafkaBroker.start(folder.resolve("kafka"));
        registry = io.evobridge.servers.ApicurioRegistry.start(folder.resolve("registry"));
    }

    @AfterAll
    static void stopServers() {
        registry.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void twoKillsLeaveNoTrace(String guarantee) throws Exception {
        String suffix = guarantee.equals("at_least_once") ? "alos" : "eos";

        Results undisturbed = run("calm-" + suffix, guarantee, false);
        Results killed = run("killed-" + suffix, guarantee, true);

        assertThat(undisturbed.resolved()).hasSize(KEYS + CONFLICTS + 2 * PARTITIONS);
        assertThat(undisturbed.conflicts()).hasSize(CONFLICTS);
        assertThat(undisturbed.changes()).hasSize(3 * CHUNK + 2 * CONFLICTS + 2 * PARTITIONS);
        assertThat(killed.resolved()).isEqualTo(undisturbed.resolved());
        assertThat(killed.conflicts()).isEqualTo(undisturbed.conflicts());
        if (guarantee.equals("exactly_once_v2")) {
            assertThat(killed.changes()).isEqualTo(undisturbed.changes());
            assertThat(killed.resolvedRecordCount()).isEqualTo(undisturbed.resolvedRecordCount());
        } else {
            // A crash may lose the stamped copy of a write that a later one had replaced already; never a stamp.
            assertThat(undisturbed.changes()).containsAllEntriesOf(killed.changes());
        }
    }

    @Test
    void theResolverStaysSmallAndTellsItsMetrics() throws Exception {
        Path file = bridgeFile("small", "at_least_once");
        Workload workload = new Workload("small");
        try (ResolverProcess resolver = ResolverProcess.start(file)) {
            workload.send(0);
            workload.sendEnd();
            Results.read(kafka.bootstrapServers(), new Topics("small"), workload::isEnd, 2 * PARTITIONS);

            assertThat(resolver.residentMegabytes()).isLessThan(256);
            assertThat(resolver.get("/metrics"))
                    .contains("evobridge_resolver_merged_total{entity=\"customer\",outcome=\"applied\"}")
                    .contains("evobridge_resolver_captured_total{node=\"a\"}")
                    .contains("evobridge_resolver_last_hlc_millis{node=\"a\"}")
                    .contains("kafka_stream_");
            assertThat(resolver.get("/health/live")).contains("up");
        }
    }

    private static Results run(String bridge, String guarantee, boolean killed) throws Exception {
        Path file = bridgeFile(bridge, guarantee);
        Workload workload = new Workload(bridge);
        Topics topics = new Topics(bridge);
        for (int chunk = 0; chunk < 3; chunk++) {
            workload.send(chunk);
            if (killed && chunk < 2) {
                ResolverProcess resolver = ResolverProcess.start(file);
                long enough = (long) chunk * CHUNK + CHUNK / 3;
                try (Admin admin = kafka.admin()) {
                    await("results in the middle of the stream")
                            .atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> Results.endOffsets(admin, topics) > enough);
                }
                resolver.kill();
            }
        }
        try (ResolverProcess resolver = ResolverProcess.start(file)) {
            workload.sendEnd();
            Results results = Results.read(kafka.bootstrapServers(), topics, workload::isEnd, 2 * PARTITIONS);
            assertThat(resolver.get("/health/ready")).contains("up");
            return results;
        }
    }

    private static Path bridgeFile(String bridge, String guarantee) throws IOException {
        Path home = Files.createDirectories(folder.resolve(bridge));
        Path file = Files.writeString(home.resolve("bridge.yaml"), """
                bridge: %s
                partitions: %d
                kafka: {bootstrap.servers: "%s"}
                registry: %s
                resolver:
                  http.port: 0
                  processing.guarantee: %s
                  state.dir: %s
                  instance.id: one
                  kafka.consumer.session.timeout.ms: 6000
                nodes:
                  a: {type: mysql, direction: source, address: "127.0.0.1", database: shop, username: u, password: "${env:P}"}
                  b: {type: mysql, direction: source, address: "127.0.0.1", database: shop, username: u, password: "${env:P}"}
                entities:
                  customer:
                    key: [id]
                    mappings:
                      a: {table: customer}
                      b: {table: customer}
                """.formatted(
                        bridge,
                        PARTITIONS,
                        kafka.bootstrapServers(),
                        registry.url().replace("/apis/registry/v3", ""),
                        guarantee,
                        home.resolve("state")));
        Bridge read = BridgeFile.read(file, Map.of());
        try (TopicSetup setup = TopicSetup.of(read)) {
            setup.ensure(BridgeTopics.of(read));
        }
        return file;
    }

    /** Node a writes a thousand keys again and again; a few other keys are written once by each node. */
    private static final class Workload {

        private final String bridge;
        private final Topics topics;
        private final Customers customers;
        private final Random random = new Random(11);
        private final List<Future<RecordMetadata>> sent = new ArrayList<>();
        private long position = 1;

        Workload(String bridge) {
            this.bridge = bridge;
            this.topics = new Topics(bridge);
            this.customers = new Customers(new ApicurioRegistry(RegistrySettings.of(registry.url())), bridge);
        }

        void send(int chunk) throws Exception {
            try (KafkaProducer<byte[], byte[]> producer = producer()) {
                for (int i = 0; i < CHUNK; i++) {
                    write(producer, "a", random.nextInt(KEYS), "round " + chunk);
                    if (chunk == 1 && i < CONFLICTS) {
                        write(producer, i % 2 == 0 ? "a" : "b", KEYS + i, "early");
                        write(producer, i % 2 == 0 ? "b" : "a", KEYS + i, "late");
                    }
                }
            }
            requireSent();
        }

        /** One last write of each node in each partition: when they are resolved, all before them is. */
        void sendEnd() throws Exception {
            try (KafkaProducer<byte[], byte[]> producer = producer()) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    for (String node : List.of("a", "b")) {
                        long id = idIn(partition, node.equals("a") ? 1_000_000 : 2_000_000);
                        write(producer, node, id, "end");
                    }
                }
            }
            requireSent();
        }

        private void requireSent() throws Exception {
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
            sent.clear();
        }

        boolean isEnd(String key) {
            return Long.parseLong(key.substring("customer/".length())) >= 1_000_000;
        }

        private static long idIn(int partition, long from) {
            long id = from;
            while (org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(key(id), PARTITIONS)
                    != partition) {
                id++;
            }
            return id;
        }

        private void write(KafkaProducer<byte[], byte[]> producer, String node, long id, String name) {
            long commitMillis = BEGIN + position / 3;
            byte[] value = customers.change(node, position, commitMillis, customers.image(id, name + position));
            position++;
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topics.captured(node), null, commitMillis + 5, key(id), value);
            sent.add(producer.send(record));
        }

        private static byte[] key(long id) {
            return ("customer/" + id).getBytes(UTF_8);
        }

        private KafkaProducer<byte[], byte[]> producer() {
            return new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "client.id", bridge),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
    }
}
