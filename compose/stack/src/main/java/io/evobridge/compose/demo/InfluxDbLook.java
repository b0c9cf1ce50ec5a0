package io.evobridge.compose.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evobridge.compose.demo.Write.RowId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/** Reads the points of pending rows through InfluxDB's query API. */
final class InfluxDbLook implements Watchers.Look {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI server;
    private final String database;
    private final Visibility visibility;

    InfluxDbLook(URI server, String database, Visibility visibility) {
        this.server = server;
        this.database = database;
        this.visibility = visibility;
    }

    @Override
    public void look() throws IOException, InterruptedException {
        OptionalLong since = visibility.oldestPendingMillis();
        if (since.isEmpty()) {
            return;
        }
        JsonNode series =
                query("SELECT id, revision FROM customer, trade_order WHERE time >= " + since.getAsLong() + "ms");
        long nowNanos = System.nanoTime();
        for (JsonNode measurement : series) {
            String entity = measurement.path("name").asText();
            for (JsonNode point : measurement.path("values")) {
                visibility.seen(
                        new RowId(entity, point.path(1).asLong()), point.path(2).asLong(), nowNanos);
            }
        }
    }

    /** Number of points of all measurements. */
    long pointCount() throws IOException, InterruptedException {
        long points = 0;
        for (JsonNode measurement : query("SELECT count(revision) FROM customer, trade_order")) {
            points += measurement.path("values").path(0).path(1).asLong();
        }
        return points;
    }

    private JsonNode query(String statement) throws IOException, InterruptedException {
        URI uri = server.resolve(
                "/query?epoch=ns&db=" + database + "&q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("InfluxDB answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).path("results").path(0).path("series");
    }
}
