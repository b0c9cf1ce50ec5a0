package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.resolver.Customers;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Version;
import io.evobridge.resolver.core.merge.WriteOutcomes.Kind;
import io.evobridge.resolver.wire.ApiWrite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes that write, over real HTTP; the resolver that takes the writes in is played. */
class RecordWritesTest {

    private final TestQueries queries = new TestQueries();
    private final Customers customers = new Customers(queries.registry, "shop");
    private final QueryApi api = new QueryApi(new Access(Map.of()));
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(QueryApi.ROOT, api);
        server.start();
        queries.registry.register("shop", Customers.IMAGE.getFullName(), Customers.IMAGE);
        api.open(queries.served());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        api.close();
    }

    @Test
    void aWriteIsAppendedToTheLogOfTheApiWithWhatItsWriterHadSeen() throws Exception {
        queries.states.put("customer/7", written(7));
        queries.outcome = Kind.TAKEN;

        HttpResponse<String> answer =
                send("PUT", "/entities/customer/records/7", "{\"name\": \"Eve\"}", "If-Match", etag(written(7)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ProducerRecord<byte[], byte[]> appended = queries.appended.history().get(0);
        assertThat(appended.topic()).isEqualTo("shop.captured.api");
        assertThat(new String(appended.key(), UTF_8)).isEqualTo("customer/7");
        ApiWrite write = ApiWrite.of(appended.headers());
        assertThat(write.seen()).isEqualTo(written(7).seen());
        assertThat(write.onlyIfSeen()).isTrue();
        GenericRecord change = customers.read(appended.value());
        assertThat(change.get("op")).hasToString("u");
        assertThat(((GenericRecord) change.get("before")).get("name")).hasToString("Ada");
        assertThat(((GenericRecord) change.get("after")).get("name")).hasToString("Eve");
        assertThat(((GenericRecord) change.get("after")).get("id")).isEqualTo(7L);
    }

    @Test
    void withoutAConditionItHasSeenNothing() throws Exception {
        queries.states.put("customer/7", written(7));
        queries.outcome = Kind.TAKEN;

        send("PUT", "/entities/customer/records/7", "{\"name\": \"Eve\"}");

        ApiWrite write = ApiWrite.of(queries.appended.history().get(0).headers());
        assertThat(write.seen()).isEqualTo(VersionVector.EMPTY);
        assertThat(write.onlyIfSeen()).isFalse();
    }

    @Test
    void whatWasWrittenSinceIsNotReplaced() throws Exception {
        queries.states.put("customer/7", written(7));

        HttpResponse<String> answer = send(
                "PUT",
                "/entities/customer/records/7",
                "{\"name\": \"Eve\"}",
                "If-Match",
                Token.etag(VersionVector.of(Map.of("a", new LogPosition(0, 1)))));

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.headers().firstValue("ETag")).contains(etag(written(7)));
        assertThat(queries.appended.history()).isEmpty();
    }

    @Test
    void aRecordThatIsThereIsNotCreated() throws Exception {
        queries.states.put("customer/7", written(7));

        assertThat(send("PUT", "/entities/customer/records/7", "{}", "If-None-Match", "*")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void aPatchChangesWhatItNamesOfWhatTheOwnerHolds() throws Exception {
        queries.states.put("customer/7", written(7));
        queries.outcome = Kind.TAKEN;

        HttpResponse<String> answer = send("PATCH", "/entities/customer/records/7", "{\"balance\": 5}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ProducerRecord<byte[], byte[]> appended = queries.appended.history().get(0);
        GenericRecord after = (GenericRecord) customers.read(appended.value()).get("after");
        assertThat(after).hasToString("{\"id\": 7, \"name\": \"Ada\", \"balance\": 5}");
        assertThat(ApiWrite.of(appended.headers()).seen()).isEqualTo(written(7).seen());
    }

    @Test
    void aPatchIsBegunAnewWhereAnotherWriteCameInBetween() throws Exception {
        queries.states.put("customer/7", written(7));
        queries.outcome = Kind.UNSEEN;

        HttpResponse<String> answer = send("PATCH", "/entities/customer/records/7", "{\"balance\": 5}");

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(queries.appended.history()).hasSize(5);
    }

    @Test
    void aDeletionHasNoRecord() throws Exception {
        queries.states.put("customer/7", written(7));
        queries.outcome = Kind.TAKEN;

        send("DELETE", "/entities/customer/records/7", "");

        GenericRecord change = customers.read(queries.appended.history().get(0).value());
        assertThat(change.get("op")).hasToString("d");
        assertThat(change.get("after")).isNull();
        assertThat(send("DELETE", "/entities/customer/records/8", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyWrongFieldIsNamed() throws Exception {
        HttpResponse<String> answer =
                send("PUT", "/entities/customer/records/7", "{\"nmae\": \"Eve\", \"balance\": \"much\"}");

        JsonNode problem = ApiAnswer.JSON.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(problem.path("errors").findValuesAsText("field")).containsExactlyInAnyOrder("nmae", "balance");
        assertThat(problem.path("detail").asText()).contains("did you mean 'name'?");
    }

    @Test
    void whatWasNeverCapturedCannotBeWritten() throws Exception {
        HttpResponse<String> answer = send("PUT", "/entities/order_line/records/1%2F2", "{}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("no-schema", "write the first row");
    }

    @Test
    void whileADatabaseIsTooFarBehindNothingIsWritten() throws Exception {
        queries.stale.add("b");

        HttpResponse<String> answer = send("PUT", "/entities/customer/records/7", "{\"name\": \"Eve\"}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("stale-node");
    }

    @Test
    void aWriteThatTheResolverHasNotTakenInYetIsAcceptedWithItsToken() throws Exception {
        HttpResponse<String> answer = send("PUT", "/entities/customer/records/7", "{\"name\": \"Eve\"}");

        JsonNode body = ApiAnswer.JSON.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(body.path("resolved").asBoolean()).isFalse();
        assertThat(Token.parse(body.path("token").asText()).seen().entries())
                .containsEntry("api", new LogPosition(1, 0));
    }

    private static String etag(KeyState state) {
        return Token.etag(state.seen());
    }

    private KeyState written(long id) {
        byte[] framed = customers.framed(customers.image(id, "Ada"), Customers.IMAGE);
        Image image = new Image(
                RegistryFrame.contentId(framed),
                Arrays.copyOfRange(framed, RegistryFrame.HEADER_LENGTH, framed.length));
        Dot dot = new Dot("a", new LogPosition(1, 0));
        return KeyState.EMPTY
                .merge(new Version(dot, Hlc.of(1_000, 0), VersionVector.EMPTY, 1_000_000, image))
                .state();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + QueryApi.ROOT + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
