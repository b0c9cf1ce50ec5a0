package io.evobridge.compose.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The history in InfluxDB, asked through its query API. */
public final class History {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI server;
    private final String database;

    History(URI server, String database) {
        this.server = server;
        this.database = database;
    }

    /** Number of points in a measurement; 0 where it does not exist. */
    public long pointCount(String measurement) throws IOException, InterruptedException {
        return query("SELECT count(revision) FROM " + measurement)
                .path(0)
                .path("values")
                .path(0)
                .path(1)
                .asLong();
    }

    /** The series that a statement selects. */
    JsonNode query(String statement) throws IOException, InterruptedException {
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
