package io.evobridge.resolver.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.evobridge.contract.CanonicalKey;
import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.contract.RegistryFrame;
import io.evobridge.resolver.Customers;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.SinkTransaction;
import io.evobridge.resolver.core.merge.Version;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads at every level, waits and sync over real HTTP, on one copy of the state that is as fresh as the test wants. */
class FreshQueriesTest {

    private static final String RECORD = "/entities/customer/records/7";

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
        queries.states.put("customer/7", written(1));
        queries.contained.put("a", 10L);
        queries.ends.ends.put("shop.captured.a", 13L);
        queries.ends.young.put("shop.captured.a", 12L);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        api.close();
    }

    @Test
    void anEventualReadAnswersAtOnceAndTellsHowFarItIsBehind() throws Exception {
        JsonNode read = get(200, RECORD).path("read");

        assertThat(read.path("level").asText()).isEqualTo("eventual");
        assertThat(read.path("copy").asText()).isEqualTo("active");
        assertThat(read.at("/behind/a").asLong()).isEqualTo(3);
    }

    @Test
    void anEventualReadNeedsNoKafka() throws Exception {
        queries.ends.away = true;

        assertThat(get(200, RECORD).at("/read/behind").isEmpty()).isTrue();
        assertThat(get(503, RECORD + "?consistency=linearizable&timeout.ms=50").toString())
                .contains("kafka-away");
    }

    @Test
    void aLinearizableReadWaitsForWhatWasCapturedBeforeIt() throws Exception {
        CompletableFuture<JsonNode> answer = later(RECORD + "?consistency=linearizable&timeout.ms=20000");
        assertThat(get(503, RECORD + "?consistency=linearizable&timeout.ms=50")
                        .path("detail")
                        .asText())
                .contains("lacks captured records of {a=3}");

        queries.contained.put("a", 13L);

        assertThat(answer.get().at("/read/level").asText()).isEqualTo("linearizable");
    }

    @Test
    void aBoundInTimeLooksAtTheAgeOfWhatIsMissing() throws Exception {
        assertThat(get(503, RECORD + "?consistency=bounded&max.staleness.ms=100&timeout.ms=50")
                        .toString())
                .contains("{a=2}");

        queries.contained.put("a", 12L);

        assertThat(get(200, RECORD + "?max.staleness.ms=100").at("/read/level").asText())
                .isEqualTo("bounded");
    }

    @Test
    void aBoundInVersionsCountsThem() throws Exception {
        assertThat(get(200, RECORD + "?max.staleness.versions=3")
                        .at("/read/behind/a")
                        .asLong())
                .isEqualTo(3);
        assertThat(get(503, RECORD + "?max.staleness.versions=2&timeout.ms=50")
                        .path("type")
                        .asText())
                .isEqualTo("urn:evobridge:problem:behind");
    }

    @Test
    void aRangeIsAsFreshAsItIsAskedFor() throws Exception {
        String range = "/entities/customer/records";
        assertThat(get(200, range).at("/read/level").asText()).isEqualTo("eventual");
        assertThat(get(503, range + "?consistency=linearizable&timeout.ms=50").toString())
                .contains("behind", "lacks captured records of {a=3}");
        assertThat(get(503, range + "?max.staleness.versions=2&timeout.ms=50").toString())
                .contains("behind");
        assertThat(get(200, range + "?max.staleness.versions=3").path("records"))
                .hasSize(1);
        CompletableFuture<JsonNode> answer = later(range + "?consistency=linearizable&timeout.ms=20000");

        queries.contained.put("a", 13L);

        assertThat(answer.get().at("/read/level").asText()).isEqualTo("linearizable");
        assertThat(answer.get().path("records").findValuesAsText("key")).containsExactly("7");
    }

    @Test
    void wordsThatContradictEachOtherAreRefused() throws Exception {
        assertThat(get(400, RECORD + "?consistency=strong").toString()).contains("linearizable, not strong");
        assertThat(get(400, RECORD + "?consistency=eventual&max.staleness.ms=1").toString())
                .contains("are for consistency=bounded");
        assertThat(get(400, RECORD + "?timeout.ms=-1").toString()).contains("from 0 to 120000");
    }

    @Test
    void aReadWithATokenIsNotOlderThanTheToken() throws Exception {
        String token = token(2);
        CompletableFuture<JsonNode> answer = later(RECORD + "?token=" + token + "&timeout.ms=20000");
        assertThat(get(503, RECORD + "?timeout.ms=50&token=" + token).toString())
                .contains("has not taken in a@");

        queries.states.put("customer/7", written(2));

        assertThat(answer.get().at("/seen/a").asText()).isEqualTo(new LogPosition(2, 0).toString());
        assertThat(get(400, "/entities/customer/records/8?token=" + token).toString())
                .contains("bad-token");
        assertThat(get(400, RECORD + "?token=x").toString()).contains("bad-token");
    }

    @Test
    void withoutACopyNothingIsAnswered() throws Exception {
        queries.copied = false;

        assertThat(get(503, RECORD + "?timeout.ms=50").path("type").asText()).isEqualTo("urn:evobridge:problem:moving");
    }

    @Test
    void aWaitEndsWhenTheLogOfAWritableNodeShowsIt() throws Exception {
        CompletableFuture<JsonNode> answer = later("/wait?node=b&timeout.ms=20000&token=" + token(1));
        assertThat(get(504, "/wait?node=b&timeout.ms=50&token=" + token(1)).toString())
                .contains("not-applied", "the log of b does not show a@");

        KeyState state = written(1);
        queries.states.put(
                "customer/7", state.applied(new SinkTransaction("b", new LogPosition(4, 0), "t"), state.seen(), 9));

        assertThat(answer.get().path("applied").asBoolean()).isTrue();
    }

    @Test
    void aWaitForASinkEndsWhenItHasCommittedWhatFollows() throws Exception {
        String wait = "/wait?node=cache&token=" + token(1);
        queries.ends.ends.put("shop.resolved.customer", 5L);
        assertThat(get(504, wait + "&timeout.ms=50").toString()).contains("has not committed it yet");

        queries.ends.committed.put("shop-resolver", 10L);
        queries.ends.committed.put("connect-shop-cache-customer", 4L);
        assertThat(get(504, wait + "&timeout.ms=50").toString())
                .contains("has up to 1 records of shop.resolved.customer");

        queries.ends.committed.put("connect-shop-cache-customer", 5L);
        assertThat(get(200, wait).path("applied").asBoolean()).isTrue();
    }

    @Test
    void aWaitForASourceIsForItsOwnWritesOnly() throws Exception {
        assertThat(get(409, "/wait?node=log&token=" + token(1)).toString()).contains("whose direction is source");

        String own = new Token(CanonicalKey.parse("customer/7"), VersionVector.of(Map.of("log", new LogPosition(1, 0))))
                .toString();
        assertThat(get(200, "/wait?node=log&token=" + own).path("applied").asBoolean())
                .isTrue();
    }

    @Test
    void aWaitThatCannotEndIsRefused() throws Exception {
        String stranger = new Token(CanonicalKey.parse("custmer/7"), VersionVector.EMPTY).toString();

        assertThat(get(400, "/wait?node=b").toString()).contains("token is missing");
        assertThat(get(400, "/wait?node=b&token=x").toString()).contains("bad-token");
        assertThat(get(404, "/wait?node=b&token=" + stranger).toString()).contains("unknown-entity");
        assertThat(get(404, "/wait?node=c&token=" + token(1)).toString()).contains("unknown-node", "it has a, b");
        String line = new Token(CanonicalKey.parse("order_line/7/1"), VersionVector.EMPTY).toString();
        assertThat(get(409, "/wait?node=b&token=" + line).toString()).contains("b has no order_line");
    }

    @Test
    void syncEndsWhenCopiesResolverAndSinksHaveEverything() throws Exception {
        queries.ends.ends.put("shop.resolved.customer", 5L);
        assertThat(post(504, "/sync?timeout.ms=50").toString()).contains("copy of partition 0", "{a=3}");

        queries.contained.put("a", 13L);
        assertThat(post(504, "/sync?timeout.ms=50").toString()).contains("the resolver has not committed 13 records");

        queries.ends.committed.put("shop-resolver", 13L);
        assertThat(post(504, "/sync?timeout.ms=50").toString())
                .contains("the sink shop-")
                .contains("up to 5 records");

        for (String sink : new String[] {"a-customer", "b-customer", "cache-customer", "a-order_line"}) {
            queries.ends.committed.put("connect-shop-" + sink, 5L);
        }
        JsonNode synced = post(200, "/sync");
        assertThat(synced.at("/version/shop.captured.a").toString()).isEqualTo("[13,13]");
        assertThat(synced.at("/instances/0/partitions").asInt()).isEqualTo(2);
    }

    @Test
    void copiesTellWhatTheyContain() throws Exception {
        JsonNode copy = get(200, "/copies").at("/copies/1");

        assertThat(copy.path("copy").asText()).isEqualTo("active");
        assertThat(copy.at("/contained/a").asLong()).isEqualTo(10);
        assertThat(copy.at("/behind/a").asLong()).isEqualTo(3);
    }

    private KeyState written(long position) {
        byte[] framed = customers.framed(customers.image(7, "Ada"), Customers.IMAGE);
        int schema = queries.registry.register("shop", "customer", Customers.IMAGE);
        Image image = new Image(schema, Arrays.copyOfRange(framed, RegistryFrame.HEADER_LENGTH, framed.length));
        Dot dot = new Dot("a", new LogPosition(position, 0));
        return KeyState.EMPTY
                .merge(new Version(dot, Hlc.of(position, 0), VersionVector.EMPTY, position * 1_000, image))
                .state();
    }

    private String token(long position) {
        return new Token(CanonicalKey.parse("customer/7"), written(position).seen()).toString();
    }

    private CompletableFuture<JsonNode> later(String path) {
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> json(200, answer));
    }

    private JsonNode get(int status, String path) throws Exception {
        return json(
                status,
                HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString()));
    }

    private JsonNode post(int status, String path) throws Exception {
        return json(
                status,
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(uri(path))
                                        .POST(HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()));
    }

    private static JsonNode json(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        try {
            return ApiAnswer.JSON.readTree(answer.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + QueryApi.ROOT + path);
    }
}
