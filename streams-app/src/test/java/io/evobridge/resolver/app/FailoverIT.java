package io.evobridge.resolver.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evobridge.contract.Topics;
import io.evobridge.registry.ApicurioRegistry;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.resolver.Customers;
import io.evobridge.servers.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of two instances is killed under load and comes back. Clients that know both addresses read at every level and wait
 * all the time: each gets its answer within the time that it asks for, and none an older one than its level allows.
 */
class FailoverIT {

    private static final int PARTITIONS = 4;
    private static final int KEYS = 12;
    private static final int BOUND_MILLIS = 2_000;
    /** Longer than it takes others to find out that an instance is gone: 6 s, and then some for a busy machine. */
    private static final int TIMEOUT_MILLIS = 40_000;

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static io.evobridge.servers.ApicurioRegistry registry;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean sinking = new AtomicBoolean(true);
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Written written = new Written();
    private volatile List<String> addresses = List.of();

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaBroker.start(folder.resolve("kafka"));
        registry = io.evobridge.servers.ApicurioRegistry.start(folder.resolve("registry"));
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void readsAndWaitsGoOnWhenAnInstanceDiesAndNoneIsTooOld() throws Exception {
        ResolverProcess one = ResolverProcess.start(bridgeFile("one", 0));
        ResolverProcess two = ResolverProcess.start(bridgeFile("two", 0));
        List<ResolverProcess> started = new ArrayList<>(List.of(one, two));
        addresses = List.of(one.address(), two.address());
        ExecutorService clients = Executors.newCachedThreadPool();
        try {
            List<Future<?>> running = new ArrayList<>();
            running.add(clients.submit(this::write));
            Future<?> sink = clients.submit(this::sink);
            await("a copy of everything in both instances").atMost(PATIENCE).until(() -> copies(one) && copies(two));
            await("a first version of every key").atMost(PATIENCE).until(() -> written.appliedKeys() == KEYS);
            running.add(clients.submit(() -> read("eventual", "consistency=eventual")));
            running.add(clients.submit(() -> read("bounded", "consistency=bounded&max.staleness.ms=" + BOUND_MILLIS)));
            running.add(clients.submit(() -> read("linearizable", "consistency=linearizable")));
            running.add(clients.submit(this::readOwnReads));
            running.add(clients.submit(this::awaitSink));
            awaitAnswersOfEach(10, running);

            String died = one.address();
            one.kill();
            awaitAnswersOfEach(15, running);
            ResolverProcess back =
                    ResolverProcess.start(bridgeFile("one", URI.create(died).getPort()));
            started.add(back);
            await("its copies again").atMost(PATIENCE).until(() -> copies(back));
            awaitAnswersOfEach(10, running);
            stopped.set(true);
            for (Future<?> client : running) {
                client.get();
            }

            assertThat(answers.get("standby")).as("answers of a standby copy").isNotNull();
            HttpResponse<String> synced = send(
                    "POST", two.address(), "/sync?timeout.ms=" + TIMEOUT_MILLIS, Duration.ofMillis(2 * TIMEOUT_MILLIS));
            assertThat(synced.statusCode()).as(synced.body()).isEqualTo(200);
            assertThat(JSON.readTree(synced.body()).path("instances")).hasSize(2);
            sinking.set(false);
            sink.get();
        } finally {
            stopped.set(true);
            sinking.set(false);
            clients.shutdownNow();
            started.forEach(ResolverProcess::close);
        }
    }

    /** Every client gets so many more answers; whoever failed is told. */
    private void awaitAnswersOfEach(int count, List<Future<?>> running) {
        Map<String, Integer> begin = new HashMap<>();
        List<String> clients = List.of("eventual", "bounded", "linearizable", "token", "wait");
        clients.forEach(client -> begin.put(client, count(client)));
        await("answers to all clients").atMost(PATIENCE).until(() -> {
            for (Future<?> client : running) {
                if (client.isDone()) {
                    client.get();
                }
            }
            return clients.stream().allMatch(client -> count(client) >= begin.getOrDefault(client, 0) + count);
        });
    }

    private int count(String client) {
        return answers.computeIfAbsent(client, any -> new AtomicInteger()).get();
    }

    private Object write() throws Exception {
        Customers customers = new Customers(new ApicurioRegistry(RegistrySettings.of(registry.url())), "failing");
        Topics topics = new Topics("failing");
        Random random = new Random(7);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (long version = 1; !stopped.get(); version++) {
                long id = version <= KEYS ? version : 1 + random.nextInt(KEYS);
                long now = System.currentTimeMillis();
                byte[] key = ("customer/" + id).getBytes(UTF_8);
                byte[] value = customers.change("a", version, now, customers.image(id, Long.toString(version)));
                producer.send(new ProducerRecord<>(topics.captured("a"), null, now, key, value))
                        .get();
                written.stored(id, version, now);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return "";
    }

    /** Stands in for a sink connector: what it has committed, it has applied. */
    private Object sink() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "connect-failing-cache-customer",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        Customers customers = new Customers(new ApicurioRegistry(RegistrySettings.of(registry.url())), "failing");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(new Topics("failing").resolved("customer")));
            while (sinking.get()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    written.applied(
                            Long.parseLong(new String(record.key(), UTF_8).substring("customer/".length())),
                            Long.parseLong(String.valueOf(
                                    customers.read(record.value()).get("name"))));
                }
                consumer.commitSync();
            }
        }
        return "";
    }

    private Object read(String level, String query) throws Exception {
        Random random = new Random(level.hashCode());
        while (!stopped.get()) {
            long id = 1L + random.nextInt(KEYS);
            long oldest = switch (level) {
                case "eventual" -> 1;
                case "bounded" -> written.before(id, System.currentTimeMillis() - BOUND_MILLIS);
                default -> written.newest(id);
            };
            JsonNode record = ask("/entities/customer/records/" + id + "?" + query);
            long found = record.at("/record/name").asLong();
            assertThat(found).as(level + " read of " + id + ": " + record).isBetween(oldest, written.newestSent());
            answered(level);
            answered(record.at("/read/copy").asText());
        }
        return "";
    }

    /** What one answer told, the next one tells too, whoever gives it. */
    private Object readOwnReads() throws Exception {
        Random random = new Random(3);
        while (!stopped.get()) {
            String path = "/entities/customer/records/" + (1 + random.nextInt(KEYS));
            JsonNode first = ask(path + "?consistency=linearizable");
            JsonNode second = ask(path + "?token=" + first.path("token").asText());
            assertThat(second.at("/record/name").asLong())
                    .isGreaterThanOrEqualTo(first.at("/record/name").asLong());
            answered("token");
        }
        return "";
    }

    private Object awaitSink() throws Exception {
        Random random = new Random(4);
        while (!stopped.get()) {
            long id = 1L + random.nextInt(KEYS);
            JsonNode record = ask("/entities/customer/records/" + id + "?consistency=linearizable");
            ask("/wait?node=cache&token=" + record.path("token").asText());
            assertThat(written.appliedOf(id))
                    .isGreaterThanOrEqualTo(record.at("/record/name").asLong());
            answered("wait");
        }
        return "";
    }

    private void answered(String client) {
        answers.computeIfAbsent(client, any -> new AtomicInteger()).incrementAndGet();
    }

    /** Asks one instance and then the other, as a client does that knows both, within the time that it has. */
    private JsonNode ask(String path) throws Exception {
        long begin = System.nanoTime();
        String last = "";
        while (System.nanoTime() - begin < Duration.ofMillis(2 * TIMEOUT_MILLIS).toNanos()) {
            for (String address : addresses) {
                try {
                    HttpResponse<String> answer = send(
                            "GET",
                            address,
                            path + "&timeout.ms=" + TIMEOUT_MILLIS,
                            Duration.ofMillis(TIMEOUT_MILLIS + 5_000));
                    if (answer.statusCode() == 200) {
                        Duration took = Duration.ofNanos(System.nanoTime() - begin);
                        assertThat(took).as(path).isLessThan(Duration.ofMillis(TIMEOUT_MILLIS + 5_000));
                        return JSON.readTree(answer.body());
                    }
                    last = address + ": " + answer.body();
                    // While it starts or stops, the other one answers.
                    assertThat(answer.statusCode()).as(last).isEqualTo(503);
                } catch (IOException e) {
                    last = address + ": " + e;
                }
            }
        }
        throw new AssertionError("no answer to " + path + ": " + last);
    }

    private HttpResponse<String> send(String method, String address, String path, Duration timeout)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(timeout)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private boolean copies(ResolverProcess instance) throws Exception {
        JsonNode copies = JSON.readTree(instance.get("/api/v1/copies")).path("copies");
        List<String> words = copies.findValuesAsText("copy");
        return words.size() == PARTITIONS && words.contains("active") && words.contains("standby");
    }

    private static Path bridgeFile(String instance, int port) throws IOException {
        Path home = Files.createDirectories(folder.resolve(instance));
        return Files.writeString(home.resolve("bridge.yaml"), """
                bridge: failing
                partitions: %d
                kafka: {bootstrap.servers: "%s"}
                registry: %s
                resolver:
                  http.port: %d
                  state.dir: %s
                  standby.replicas: 1
                  kafka.consumer.session.timeout.ms: 6000
                  kafka.consumer.heartbeat.interval.ms: 1500
                nodes:
                  a: {type: mysql, direction: source, address: "127.0.0.1", database: shop, username: u, password: "${env:P}"}
                  cache: {type: redis, direction: sink, address: "127.0.0.1"}
                entities:
                  customer:
                    key: [id]
                    mappings:
                      a: {table: customer}
                      cache: {key.pattern: "customer:{id}"}
                """.formatted(
                        PARTITIONS,
                        kafka.bootstrapServers(),
                        registry.url().replace("/apis/registry/v3", ""),
                        port,
                        home.resolve("state")));
    }

    /** What Kafka has acknowledged of each key, and what the sink has applied. */
    private static final class Written {

        private final Map<Long, NavigableMap<Long, Long>> versions = new ConcurrentHashMap<>();
        private final Map<Long, Long> applied = new ConcurrentHashMap<>();
        private volatile long newest;

        void stored(long id, long version, long millis) {
            newest = version;
            versions.computeIfAbsent(id, any -> new ConcurrentSkipListMap<>()).put(millis, version);
        }

        void applied(long id, long version) {
            applied.merge(id, version, Math::max);
        }

        long appliedOf(long id) {
            return applied.getOrDefault(id, 0L);
        }

        long newest(long id) {
            NavigableMap<Long, Long> known = versions.get(id);
            return known == null ? 0 : known.lastEntry().getValue();
        }

        /** The last version that was captured before a time. */
        long before(long id, long millis) {
            NavigableMap<Long, Long> known = versions.get(id);
            Map.Entry<Long, Long> entry = known == null ? null : known.lowerEntry(millis);
            return entry == null ? 0 : entry.getValue();
        }

        int appliedKeys() {
            return applied.size();
        }

        /** One may be on its way. */
        long newestSent() {
            return newest + 1;
        }
    }
}
