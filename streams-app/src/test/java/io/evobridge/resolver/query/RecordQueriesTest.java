package io.evobridge.resolver.query;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes of records over real HTTP, on key states in memory. */
class RecordQueriesTest {

    private final TestQueries queries = new TestQueries();
    private final Customers customers = new Customers(queries.registry, "shop");
    private final QueryApi api = new QueryApi(new Access(Map.of()));
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(QueryApi.ROOT, api);
        server.start();
        api.open(queries.served());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        api.close();
    }

    @Test
    void concurrentVersionsAreSiblingsAndOneOfThemIsTheRecord() throws Exception {
        queries.states.put("customer/7", concurrent(7));

        JsonNode record = get(200, "/entities/customer/records/7");

        assertThat(record.path("record").toString()).isEqualTo("{\"id\":7,\"name\":\"Bea\",\"balance\":null}");
        assertThat(record.path("siblings").asBoolean()).isTrue();
        assertThat(record.path("origin").asText()).isEqualTo("b");
        assertThat(record.path("versions")).hasSize(2);
        assertThat(record.at("/versions/0/record/name").asText()).isEqualTo("Ada");
        assertThat(record.at("/versions/0/won").asBoolean()).isFalse();
        assertThat(record.at("/nodes/0/state").asText()).isEqualTo("pending");
        assertThat(record.at("/nodes/0/missing/b").asText()).isEqualTo(new LogPosition(2, 0).toString());
    }

    @Test
    void aRangeIsPagedByItsCursor() throws Exception {
        for (long id = 1; id <= 5; id++) {
            queries.states.put("customer/" + id, concurrent(id));
        }

        JsonNode first = get(200, "/entities/customer/records?from=2&limit=2");
        JsonNode second = get(
                200,
                "/entities/customer/records?from=2&limit=2&cursor="
                        + first.path("cursor").asText());

        assertThat(first.path("records").findValuesAsText("key")).containsExactly("2", "3");
        assertThat(second.path("records").findValuesAsText("key")).containsExactly("4", "5");
        assertThat(get(200, "/entities/customer/records?to=2").path("records").findValuesAsText("key"))
                .containsExactly("1");
    }

    @Test
    void whatIsUnknownIsToldAsThat() throws Exception {
        queries.states.put("customer/7", concurrent(7));

        assertThat(problem(404, "/entities/custmer/records/7")).contains("unknown-entity", "customer, order_line");
        assertThat(problem(404, "/entities/customer/records/8")).contains("unknown-key", "customer/8");
        assertThat(problem(404, "/nothing")).contains("unknown-path", "openapi.json");
    }

    @Test
    void aWrongKeyIsToldWithTheRule() throws Exception {
        queries.states.put("customer/7", concurrent(7));

        assertThat(problem(400, "/entities/customer/records/seven"))
                .contains("wrong-key", "id of customer is a whole number, not 'seven'");
        assertThat(problem(400, "/entities/order_line/records/7")).contains("order/line", "2 parts, not 1");
        assertThat(problem(404, "/entities/order_line/records/7%2F1")).contains("unknown-key");
        assertThat(problem(400, "/entities/customer/records/%25")).contains("wrong-key", "broken %XX");
    }

    @Test
    void aMisspelledParameterIsRefused() throws Exception {
        assertThat(problem(400, "/entities/customer/records?limt=2")).contains("limt is not a parameter", "limit");
        assertThat(problem(400, "/entities/customer/records?limit=0")).contains("from 1 to 1000, not 0");
    }

    @Test
    void onlyGetIsAnswered() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/entities/customer/records"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(answer.statusCode()).isEqualTo(405);
    }

    private KeyState concurrent(long id) {
        Version ada = version("a", 1, id, "Ada");
        Version bea = version("b", 2, id, "Bea");
        return KeyState.EMPTY.merge(ada).state().merge(bea).state();
    }

    private Version version(String node, long position, long id, String name) {
        byte[] framed = customers.framed(customers.image(id, name), Customers.IMAGE);
        int schema = queries.registry.register("shop", "customer", Customers.IMAGE);
        Image image = new Image(schema, Arrays.copyOfRange(framed, RegistryFrame.HEADER_LENGTH, framed.length));
        return new Version(
                new Dot(node, new LogPosition(position, 0)),
                Hlc.of(position, 0),
                VersionVector.EMPTY,
                position * 1_000,
                image);
    }

    private JsonNode get(int status, String path) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ApiAnswer.JSON.readTree(answer.body());
    }

    private String problem(int status, String path) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return answer.body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + QueryApi.ROOT + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
