package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.evobridge.bridge.ConnectorStatus;
import io.evobridge.resolver.monitor.BridgeFigures;
import io.evobridge.resolver.monitor.ConnectorFigures;
import io.evobridge.resolver.monitor.NodeFigures;
import io.evobridge.resolver.monitor.TopicFigures;
import io.evobridge.resolver.query.StatusAnswer.BoundAnswer;
import io.evobridge.resolver.query.StatusAnswer.ConnectorAnswer;
import io.evobridge.resolver.query.StatusAnswer.CountersAnswer;
import io.evobridge.resolver.query.StatusAnswer.Instance;
import io.evobridge.resolver.query.StatusAnswer.LagAnswer;
import io.evobridge.resolver.query.StatusAnswer.LatencyAnswer;
import io.evobridge.resolver.query.StatusAnswer.StatusEntity;
import io.evobridge.resolver.query.StatusAnswer.StatusNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class StatusQueryTest {

    private static final Instant SAMPLED = Instant.parse("2026-11-27T23:50:00.123Z");
    private static final BridgeFigures NOTHING =
            new BridgeFigures(Optional.empty(), OptionalLong.empty(), Optional.empty(), Map.of(), List.of());
    private static final String COUNTED = """
            {"nodes": [{"name": "a", "counters": {"echoes": 10}}],
             "entities": [{"name": "customer", "conflicts": 1, "latency": {"p50Millis": 9, "p99Millis": 20.5, "count": 1}}]}
            """;
    private static final Instant STALE = Instant.parse("2026-11-27T23:49:00Z");

    private static final BridgeFigures WATCHED = new BridgeFigures(
            Optional.of(new TopicFigures(
                    SAMPLED.toEpochMilli(),
                    Map.of(
                            "a",
                            new NodeFigures(of(5_100), of(97), of(40), of(8), of(6_000)),
                            "api",
                            new NodeFigures(
                                    of(7), of(5), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty())),
                    Map.of("customer", 48L),
                    3,
                    of(2))),
            of(740),
            Optional.of(new ConnectorFigures(
                    Map.of(
                            "shop-a",
                            new ConnectorStatus(
                                    "RUNNING",
                                    List.of(new ConnectorStatus.Task("FAILED", "java.io.EOFException: gone")))),
                    true)),
            Map.of("a", STALE),
            List.of());

    @Test
    void whatIsAwayIsToldAndTheRestIsAnswered() {
        StatusAnswer status = asked(new TestQueries().status());

        assertThat(status.sampledAt()).isNull();
        assertThat(status.nodes()).extracting(StatusNode::name).containsExactly("a", "b", "cache", "log", "api");
        assertThat(status.nodes()).extracting(StatusNode::lag).containsOnly(new LagAnswer(null, null));
        assertThat(status.problems()).containsExactly("Kafka does not tell", "Kafka Connect does not answer");
    }

    @Test
    void figuresOfTopicsConnectorsAndCountersStandTogether() {
        // When
        StatusAnswer status = asked(new TestQueries().status(WATCHED));

        // Then
        assertThat(status.sampledAt()).isEqualTo(SAMPLED.toString());
        assertThat(status.sampleAgeMillis()).isEqualTo(740);
        assertThat(status.nodes().get(0))
                .isEqualTo(new StatusNode(
                        "a",
                        "mysql",
                        "both",
                        new LagAnswer(5_003L, 8L),
                        true,
                        6_000L,
                        new BoundAnswer(5_000L, null),
                        true,
                        STALE.toString(),
                        new CountersAnswer(5_100L, 97L, 40L, 1, 2, 3, 4, 5)));
        assertThat(status.nodes().get(1).bound()).isNull();
        assertThat(status.nodes().get(1).stale()).isFalse();
        assertThat(status.entities())
                .containsExactly(
                        new StatusEntity("customer", 48L, 6, new LatencyAnswer(7.5, 80, 900)),
                        new StatusEntity("order_line", null, 0, null));
        assertThat(status.connectors())
                .contains(
                        new ConnectorAnswer("shop-a", "a", "RUNNING", List.of("FAILED"), "java.io.EOFException: gone"),
                        new ConnectorAnswer("shop-b", "b", "MISSING", List.of(), null));
        assertThat(status.nodes().get(4))
                .isEqualTo(new StatusNode(
                        "api",
                        "api",
                        "source",
                        new LagAnswer(2L, null),
                        false,
                        null,
                        null,
                        false,
                        null,
                        new CountersAnswer(7L, 5L, null, 0, 0, 0, 0, 0)));
        assertThat(status.conflicts()).isEqualTo(3);
        assertThat(status.quarantined()).isEqualTo(2);
    }

    @Test
    void whatOtherInstancesHaveCountedIsAddedAndASilentOneIsTold() throws Exception {
        // Given
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] body =
                    (exchange.getRequestHeaders().containsKey(QueryApi.FORWARDED) ? COUNTED : "{}").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();

        // When
        StatusAnswer status;
        try {
            status = asked(new TestQueries()
                    .status(
                            NOTHING,
                            new Instance("http://127.0.0.1:8095", true, 1, 0),
                            new Instance(
                                    "http://127.0.0.1:" + other.getAddress().getPort(), false, 1, 0),
                            new Instance("http://127.0.0.1:1", false, 0, 0)));
        } finally {
            other.stop(0);
        }

        // Then
        assertThat(status.nodes().get(0).counters()).isEqualTo(new CountersAnswer(null, null, null, 11, 2, 3, 4, 5));
        assertThat(status.entities().get(0))
                .isEqualTo(new StatusEntity("customer", null, 7, new LatencyAnswer(9, 80, 901)));
        assertThat(status.problems())
                .singleElement()
                .asString()
                .contains("http://127.0.0.1:1 does not tell what it has");
    }

    @Test
    void everyPartOfTheAnswerIsInTheDocument() throws Exception {
        JsonNode document = ApiAnswer.JSON.readTree(QueryRoutes.document());

        JsonNode answer = ApiAnswer.JSON.valueToTree(
                asked(new TestQueries().status(WATCHED, new Instance("http://127.0.0.1:8095", true, 2, 0))));

        assertThat(undocumented("", answer, "/components/schemas/Status", document))
                .isEmpty();
    }

    private static List<String> undocumented(String path, JsonNode value, String at, JsonNode document) {
        JsonNode schema = document.at(at);
        if (schema.has("$ref")) {
            return undocumented(path, value, schema.path("$ref").asText().substring(1), document);
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .flatMap(item -> undocumented(path, item, at + "/items", document).stream())
                    .toList();
        }
        return value.properties().stream()
                .flatMap(field -> schema.path("properties").has(field.getKey())
                        ? undocumented(
                                path + "/" + field.getKey(),
                                field.getValue(),
                                at + "/properties/" + field.getKey(),
                                document)
                                .stream()
                        : Stream.of(path + "/" + field.getKey()))
                .toList();
    }

    private static StatusAnswer asked(StatusQuery query) {
        return query.status(new ApiRequest("GET", "/api/v1/status", Map.of(), Map.of(), Map.of(), "", false))
                .toCompletableFuture()
                .join();
    }

    private static OptionalLong of(long figure) {
        return OptionalLong.of(figure);
    }
}
