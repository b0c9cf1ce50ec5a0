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
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real instances of a resolver are written to, each about keys of both. */
class ApiWritesIT {

    private static final int PARTITIONS = 4;
    private static final int KEYS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
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
    void eitherInstanceWritesEveryKeyAndSiblingsAreReplaced() throws Exception {
        for (long id = 1; id <= 6; id++) {
            ResolverProcess instance = id % 2 == 0 ? one : two;
            String path = "/entities/customer/records/" + id;
            String etag = etag(send(instance, "GET", path, ""));

            HttpResponse<String> written =
                    send(instance, "PUT", path, "{\"name\": \"written\", \"balance\": 7}", "If-Match", etag);

            assertThat(written.statusCode()).as(written.body()).isIn(200, 202);
            JsonNode record = eventually(path, "written");
            assertThat(record.path("siblings").asBoolean()).isFalse();
            assertThat(record.path("origin").asText()).isEqualTo("api");
            assertThat(send(instance, "PUT", path, "{\"name\": \"again\"}", "If-Match", etag)
                            .statusCode())
                    .isEqualTo(412);
        }
    }

    @Test
    void aRequestThatIsSentAgainThroughTheOtherInstanceWritesOnce() throws Exception {
        String path = "/entities/customer/records/10";

        HttpResponse<String> first = send(one, "PUT", path, "{\"name\": \"once\"}", "Idempotency-Key", "request-10");
        HttpResponse<String> second = send(two, "PUT", path, "{\"name\": \"once\"}", "Idempotency-Key", "request-10");
        HttpResponse<String> other = send(two, "PUT", path, "{\"name\": \"other\"}", "Idempotency-Key", "request-10");

        assertThat(json(second).path("token")).isEqualTo(json(first).path("token"));
        assertThat(json(second).path("repeated").asBoolean()).isTrue();
        assertThat(other.statusCode()).as(other.body()).isEqualTo(422);
    }

    @Test
    void aRecordIsCreatedPatchedAndDeleted() throws Exception {
        String path = "/entities/customer/records/100";

        HttpResponse<String> created = send(one, "PUT", path, "{\"name\": \"new\"}", "If-None-Match", "*");
        eventually(path, "new");
        HttpResponse<String> twice = send(two, "PUT", path, "{\"name\": \"new\"}", "If-None-Match", "*");
        HttpResponse<String> patched = send(two, "PATCH", path, "{\"balance\": 3}");
        HttpResponse<String> deleted = send(one, "DELETE", path, "");

        assertThat(created.statusCode()).as(created.body()).isIn(201, 202);
        assertThat(twice.statusCode()).isEqualTo(412);
        assertThat(json(patched).at("/record/record").toString())
                .isEqualTo("{\"id\":100,\"name\":\"new\",\"balance\":3}");
        assertThat(json(deleted).at("/record/deleted").asBoolean())
                .as(deleted.body())
                .isTrue();
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        HttpResponse<String> wrong =
                send(one, "PUT", "/entities/customer/records/11", "{\"nmae\": \"x\", \"balance\": \"y\"}");

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(json(wrong).path("errors").findValuesAsText("field")).containsExactlyInAnyOrder("nmae", "balance");
        assertThat(send(one, "PUT", "/entities/order/records/1", "{}").statusCode())
                .isEqualTo(404);
        assertThat(send(one, "PUT", "/entities/customer/records/11", "{\"name\"")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoMayOnlyReadDoesNotWrite() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(one, "/entities/customer/records/11"))
                .header("Authorization", "Bearer secret-read")
                .method("DELETE", HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theLoserOfAConflictIsRestoredAndThatIsAudited() throws Exception {
        JsonNode conflict = conflictOf("12");
        String path = "/conflicts/" + conflict.path("id").asText() + "/restore";

        HttpResponse<String> restored = send(two, "POST", path, "{\"reason\": \"it was right\", \"by\": \"ada\"}");
        eventually("/entities/customer/records/12", "a12");
        HttpResponse<String> again = send(one, "POST", path, "{}");

        assertThat(json(restored).at("/restored/node").asText())
                .as(restored.body())
                .isEqualTo("a");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
        assertThat(again.headers().firstValue("ETag")).isPresent();
        JsonNode audit = json(send(one, "GET", "/audit", "")).path("audit");
        assertThat(audit.findValuesAsText("record")).contains("customer/12");
        assertThat(audit.findValuesAsText("by")).contains("ada");
        assertThat(send(one, "POST", path, "{\"version\": {\"node\": \"b\"}}", "If-Match", etag(again))
                        .statusCode())
                .isIn(200, 202);
    }

    @Test
    void aQuarantinedRecordIsReplayedOnceAndAnotherOneIsDropped() throws Exception {
        await("both in quarantine").atMost(PATIENCE).until(() -> quarantined("").size() >= 2);
        List<String> ids = quarantined("").findValuesAsText("id");

        HttpResponse<String> replayed = send(one, "POST", "/quarantine/" + ids.get(0) + "/replay", "{}");
        HttpResponse<String> again = send(two, "POST", "/quarantine/" + ids.get(0) + "/replay", "{}");
        HttpResponse<String> dropped = send(two, "POST", "/quarantine/" + ids.get(1) + "/drop", "{\"reason\": \"r\"}");

        assertThat(json(replayed).path("topic").asText()).as(replayed.body()).isEqualTo("written.captured.a");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(dropped.statusCode()).as(dropped.body()).isEqualTo(200);
        assertThat(quarantined("").findValuesAsText("id")).doesNotContainAnyElementsOf(ids.subList(0, 2));
        assertThat(quarantined("?handled=true").findValuesAsText("id")).contains(ids.get(0), ids.get(1));
        assertThat(json(send(one, "GET", "/quarantine/" + ids.get(1), ""))
                        .at("/handled/action")
                        .asText())
                .isEqualTo("drop");
        // What could not be understood then is not understood now either.
        await("the replayed one is back")
                .atMost(PATIENCE)
                .until(() -> !quarantined("").isEmpty());
    }

    private static JsonNode quarantined(String query) throws Exception {
        return json(send(one, "GET", "/quarantine" + query, "")).path("quarantined");
    }

    private static JsonNode conflictOf(String key) throws Exception {
        for (JsonNode conflict :
                json(send(one, "GET", "/conflicts?limit=200", "")).path("conflicts")) {
            if (conflict.path("key").asText().equals(key)) {
                return conflict;
            }
        }
        throw new AssertionError("no conflict of " + key);
    }

    /** The record, when it has that name. */
    private static JsonNode eventually(String path, String name) {
        return await(name)
                .atMost(PATIENCE)
                .until(
                        () -> json(send(one, "GET", path, "")),
                        record -> record.at("/record/name").asText().equals(name));
    }

    private static boolean answersAll(ResolverProcess instance) throws Exception {
        JsonNode records =
                json(send(instance, "GET", "/entities/customer/records", "")).path("records");
        return records.size() == KEYS
                && records.findValuesAsText("siblings").stream().allMatch("true"::equals);
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(
            ResolverProcess instance, String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(instance, path))
                .header("Authorization", "Bearer secret-operate")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(ResolverProcess instance, String path) {
        return URI.create(instance.address() + "/api/v1" + path);
    }

    /** Each key is written by a, then by b, which has not seen a's write. */
    private static void write() throws Exception {
        Topics topics = new Topics("written");
        Customers customers = new Customers(new ApicurioRegistry(RegistrySettings.of(registry.url())), "written");
        long now = System.currentTimeMillis();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String poison : List.of("poison", "venom")) {
                producer.send(new ProducerRecord<>(
                                topics.captured("a"), null, now, poison.getBytes(UTF_8), poison.getBytes(UTF_8)))
                        .get();
            }
            for (long id = 1; id <= KEYS; id++) {
                byte[] key = ("customer/" + id).getBytes(UTF_8);
                byte[] first = customers.change("a", 10 * id, now - 9, customers.image(id, "a" + id));
                producer.send(new ProducerRecord<>(topics.captured("a"), null, now, key, first))
                        .get();
                byte[] second = customers.change("b", 10 * id, now - 1, customers.image(id, "b" + id));
                producer.send(new ProducerRecord<>(topics.captured("b"), null, now, key, second))
                        .get();
            }
        }
    }

    private static Path bridgeFile(String instance) throws IOException {
        Path home = Files.createDirectories(folder.resolve(instance));
        Files.writeString(home.resolve("tokens.properties"), "read=secret-read\noperate=secret-operate\n");
        return Files.writeString(home.resolve("bridge.yaml"), """
                bridge: written
                partitions: %d
                kafka: {bootstrap.servers: "%s"}
                registry: %s
                resolver:
                  http.port: 0
                  state.dir: %s
                  api.token.read: "${file:%s:read}"
                  api.token.operate: "${file:%s:operate}"
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
                        home.resolve("tokens.properties"),
                        home.resolve("tokens.properties")));
    }
}
