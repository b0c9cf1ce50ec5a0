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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real instances of a resolver are asked, each about keys of both. */
class QueryApiIT {

    private static final int PARTITIONS = 4;
    private static final int KEYS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static io.evobridge.servers.ApicurioRegistry registry;
    private static ResolverProcess one;
    private static ResolverProcess two;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaBroker.start(folder.resolve("kafka"));
        registry = io.evobridge.servers.ApicurioRegistry.start(folder.resolve("registry"));
        one = ResolverProcess.start(bridgeFile("one"));
        two = ResolverProcess.start(bridgeFile("two"));
        write();
        await("all keys in both instances' answers").atMost(PATIENCE).until(() -> answersAll(one) && answersAll(two));
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        registry.close();
        kafka.close();
    }

    @Test
    void eitherInstanceAnswersForEveryKey() throws Exception {
        for (ResolverProcess instance : List.of(one, two)) {
            for (long id = 1; id <= KEYS; id++) {
                JsonNode record = get(instance, 200, "/entities/customer/records/" + id);

                assertThat(record.at("/record/id").asLong()).isEqualTo(id);
                assertThat(record.at("/record/name").asText()).isEqualTo("b" + id);
                assertThat(record.path("siblings").asBoolean()).isTrue();
            }
        }
        assertThat(partitionsOf(one)).isLessThan(PARTITIONS);
        assertThat(partitionsOf(two)).isLessThan(PARTITIONS);
    }

    @Test
    void aRangeHoldsTheKeysOfBoth() throws Exception {
        List<String> all = LongStream.rangeClosed(1, KEYS)
                .mapToObj(Long::toString)
                .sorted()
                .toList();

        assertThat(get(one, 200, "/entities/customer/records").path("records").findValuesAsText("key"))
                .isEqualTo(all);
        assertThat(get(two, 200, "/entities/customer/records?limit=5")
                        .path("records")
                        .findValuesAsText("key"))
                .isEqualTo(all.subList(0, 5));
        JsonNode fresh = get(two, 200, "/entities/customer/records?consistency=linearizable");
        assertThat(fresh.path("records").findValuesAsText("key")).isEqualTo(all);
        assertThat(fresh.at("/read/level").asText()).isEqualTo("linearizable");
    }

    @Test
    void eitherInstanceAnswersAtEveryLevelAndTellsHow() throws Exception {
        for (ResolverProcess instance : List.of(one, two)) {
            for (String level : List.of("eventual", "bounded", "linearizable")) {
                JsonNode read = get(instance, 200, "/entities/customer/records/5?consistency=" + level)
                        .path("read");

                assertThat(read.path("level").asText()).isEqualTo(level);
                assertThat(read.path("copy").asText()).isEqualTo("active");
            }
            assertThat(get(instance, 200, "/entities/customer/records/5?consistency=linearizable")
                            .at("/read/behind/a")
                            .asLong())
                    .isZero();
        }
    }

    @Test
    void changesComeAsEventsAndGoOnBehindAnyOfThemAtTheOtherInstance() throws Exception {
        List<String> ids = new ArrayList<>();
        List<JsonNode> changes = new ArrayList<>();
        watch(one, "0.0.0.0", 3 * KEYS, ids, changes);
        List<JsonNode> rest = new ArrayList<>();
        watch(two, ids.get(KEYS), 2 * KEYS - 1, new ArrayList<>(), rest);

        assertThat(changes)
                .hasSize(3 * KEYS)
                .allMatch(change -> change.path("record")
                        .path("name")
                        .asText()
                        .matches("[ab]" + change.path("key").asText()));
        assertThat(rest).containsExactlyInAnyOrderElementsOf(changes.subList(KEYS + 1, 3 * KEYS));
        assertThat(status(one, "/entities/custmer/changes", "secret-one")).isEqualTo(404);
    }

    /** Reads so many events behind the one with an id. */
    private static void watch(
            ResolverProcess instance, String last, int count, List<String> ids, List<JsonNode> changes)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(instance, "/entities/customer/changes"))
                .header("Authorization", "Bearer secret-one")
                .header("Last-Event-ID", last)
                .build();
        HttpResponse<InputStream> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            while (changes.size() < count) {
                String line = lines.readLine();
                if (line.startsWith("id: ")) {
                    ids.add(line.substring("id: ".length()));
                } else if (line.startsWith("data: ")) {
                    changes.add(JSON.readTree(line.substring("data: ".length())));
                }
            }
        }
    }

    @Test
    void theHistoryIsNewestFirst() throws Exception {
        JsonNode history = get(two, 200, "/entities/customer/records/3/history");

        // Between the logs of two databases there is no order, but in each of them.
        assertThat(history.path("changes").findValuesAsText("node")).containsExactlyInAnyOrder("b", "a", "a");
        assertThat(positions(history.path("changes"), "a")).hasSize(2).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(history.path("complete").asBoolean()).isTrue();
        assertThat(history.at("/changes/0/after/name").asText()).isIn("a3", "b3");
    }

    @Test
    void theValueIsExplained() throws Exception {
        JsonNode explained = get(one, 200, "/entities/customer/records/3/explain");

        assertThat(explained.path("steps").findValuesAsText("about"))
                .containsExactlyInAnyOrder(
                        "replaced", "write", "write", "version", "version", "concurrent", "policy", "outcome");
        assertThat(explained.path("steps").findValuesAsText("says"))
                .anyMatch(says -> says.contains("a and b wrote concurrently"))
                .anyMatch(says -> says.contains("written last: b at"));
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        assertThat(get(one, 404, "/entities/customer/records/4711").path("type").asText())
                .isEqualTo("urn:evobridge:problem:unknown-key");
        assertThat(get(two, 404, "/entities/order/records/1").path("type").asText())
                .isEqualTo("urn:evobridge:problem:unknown-entity");
        assertThat(get(one, 400, "/entities/customer/records/x").path("detail").asText())
                .contains("is a whole number, not 'x'");
    }

    @Test
    void conflictsAreListedAndShown() throws Exception {
        JsonNode conflicts =
                get(one, 200, "/conflicts?entity=customer&limit=100").path("conflicts");
        JsonNode shown = get(two, 200, "/conflicts/" + conflicts.at("/0/id").asText());

        assertThat(Set.copyOf(conflicts.findValuesAsText("key"))).hasSize(KEYS);
        assertThat(shown.path("winner").asText()).isEqualTo("b");
        assertThat(shown.path("versions")).hasSize(2);
        assertThat(shown.at("/versions/0/record/name").asText()).startsWith("a");
        assertThat(one.residentMegabytes()).isLessThan(256);
        assertThat(two.residentMegabytes()).isLessThan(256);
        assertThat(get(two, 404, "/conflicts/0-99999").path("detail").asText()).contains("0-99999");
        assertThat(get(two, 400, "/conflicts/x").path("detail").asText()).contains("partition-offset");
    }

    @Test
    void aConflictThatCannotBeReadDoesNotHideTheOthers() throws Exception {
        byte[] garbage = "garbage".getBytes(UTF_8);
        RecordMetadata place;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            place = producer.send(
                            new ProducerRecord<>(new Topics("asked").conflicts(), "lost/7".getBytes(UTF_8), garbage))
                    .get();
        }

        JsonNode conflicts = get(one, 200, "/conflicts?limit=200").path("conflicts");

        assertThat(conflicts.findValuesAsText("entity")).contains("lost", "customer");
        assertThat(conflicts.findValuesAsText("reason")).anyMatch(reason -> reason.startsWith("cannot be read: "));
        assertThat(get(one, 500, "/conflicts/" + place.partition() + "-" + place.offset())
                        .path("type")
                        .asText())
                .isEqualTo("urn:evobridge:problem:unreadable");
    }

    @Test
    void whatIsQuarantinedIsListedAndShown() throws Exception {
        JsonNode quarantined = get(one, 200, "/quarantine").path("quarantined");
        JsonNode shown = get(one, 200, "/quarantine/" + quarantined.at("/0/id").asText());

        assertThat(quarantined).hasSize(1);
        assertThat(quarantined.at("/0/stage").asText()).isEqualTo("resolve");
        assertThat(shown.path("value").asText()).isEqualTo("cG9pc29u");
    }

    @Test
    void theStatusShowsBothInstancesAndTheLag() throws Exception {
        await("committed offsets")
                .atMost(PATIENCE)
                .until(() -> get(one, 200, "/status")
                        .at("/nodes/0/lag/captured")
                        .asText()
                        .equals("0"));

        JsonNode status = get(one, 200, "/status");

        assertThat(status.path("instances")).hasSize(2);
        assertThat(status.path("instances").findValuesAsText("address"))
                .containsExactlyInAnyOrder(one.address(), two.address());
        assertThat(status.path("problems")).isEmpty();
    }

    @Test
    void withoutTheTokenNothingIsAnswered() throws Exception {
        assertThat(status(one, "/entities/customer/records", "wrong")).isEqualTo(401);
        assertThat(status(one, "/entities/customer/records", "secret-one")).isEqualTo(200);
    }

    @Test
    void theCommandLineAsksWhoeverIsThere() throws Exception {
        Path out = folder.resolve("command.out");

        int found = command(out, "get", "customer", "3", "--api", "http://127.0.0.1:1," + two.address());
        String shown = Files.readString(out);
        int missing = command(out, "get", "customer", "4711", "--api", one.address());

        assertThat(found).as(shown).isZero();
        assertThat(shown).contains("customer/3  written by b").containsPattern("name +b3");
        assertThat(missing).isEqualTo(3);
        assertThat(Files.readString(out)).contains("get: nobody has written customer/4711");
    }

    /** The exit code of the command line, as a process of its own. */
    private static int command(Path out, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String testClasses = System.getProperty("java.class.path", "");
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", testClasses)));
        command.add("io.evobridge.cli.Evobridge");
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("EVOBRIDGE_TOKEN", "secret-one");
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static List<String> positions(JsonNode changes, String node) {
        List<String> positions = new ArrayList<>();
        for (JsonNode change : changes) {
            if (change.path("node").asText().equals(node)) {
                positions.add(change.path("position").asText());
            }
        }
        return positions;
    }

    private static boolean answersAll(ResolverProcess instance) throws Exception {
        HttpResponse<String> answer = send(instance, "/entities/customer/records", "secret-one");
        JsonNode records = JSON.readTree(answer.body()).path("records");
        return records.size() == KEYS
                && records.findValuesAsText("siblings").stream().allMatch("true"::equals)
                && partitionsOf(instance) < PARTITIONS;
    }

    /** How many partitions an instance answers for by itself. */
    private static int partitionsOf(ResolverProcess instance) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(instance, "/entities/customer/records"))
                .header("Authorization", "Bearer secret-one")
                .header("Evobridge-Forwarded", "1")
                .build();
        return JSON.readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("partitions")
                .asInt();
    }

    private static JsonNode get(ResolverProcess instance, int status, String path) throws Exception {
        HttpResponse<String> answer = send(instance, path, "secret-one");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static int status(ResolverProcess instance, String path, String token) throws Exception {
        return send(instance, path, token).statusCode();
    }

    private static HttpResponse<String> send(ResolverProcess instance, String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(instance, path))
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(ResolverProcess instance, String path) {
        return URI.create(instance.address() + "/api/v1" + path);
    }

    /** Each key is written by a twice, then by b, which has not seen a's writes. */
    private static void write() throws Exception {
        Topics topics = new Topics("asked");
        Customers customers = new Customers(new ApicurioRegistry(RegistrySettings.of(registry.url())), "asked");
        long now = System.currentTimeMillis();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            byte[] poison = "poison".getBytes(UTF_8);
            producer.send(new ProducerRecord<>(topics.captured("a"), null, now, poison, poison))
                    .get();
            for (long id = 1; id <= KEYS; id++) {
                byte[] key = ("customer/" + id).getBytes(UTF_8);
                for (long round = 0; round < 2; round++) {
                    byte[] first = customers.change("a", 10 * id + round, now - 9, customers.image(id, "a" + id));
                    producer.send(new ProducerRecord<>(topics.captured("a"), null, now, key, first))
                            .get();
                }
                byte[] second = customers.change("b", 10 * id, now - 1, customers.image(id, "b" + id));
                producer.send(new ProducerRecord<>(topics.captured("b"), null, now, key, second))
                        .get();
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static Path bridgeFile(String instance) throws IOException {
        Path home = Files.createDirectories(folder.resolve(instance));
        Files.writeString(home.resolve("tokens.properties"), "read=secret-one\n");
        return Files.writeString(home.resolve("bridge.yaml"), """
                bridge: asked
                partitions: %d
                kafka: {bootstrap.servers: "%s"}
                registry: %s
                resolver:
                  http.port: 0
                  state.dir: %s
                  api.token.read: "${file:%s:read}"
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
                        PARTITIONS,
                        kafka.bootstrapServers(),
                        registry.url().replace("/apis/registry/v3", ""),
                        home.resolve("state"),
                        home.resolve("tokens.properties")));
    }
}
