package io.evobridge.sink.influxdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests of the tests to the real servers; an answer other than 2xx fails. */
final class TestRequests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestRequests() {}

    static String get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    static String post(String address, String body) {
        return send(HttpRequest.newBuilder(URI.create(address)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Rows of an InfluxQL statement: column → value as text, null columns left out; times in nanoseconds. */
    static List<Map<String, String>> influxQl(String server, String database, String statement) {
        JsonNode answer = parsed(post(
                server + "/query?epoch=ns&db=" + database,
                "q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8)));
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode series : answer.at("/results/0/series")) {
            for (JsonNode values : series.get("values")) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < values.size(); i++) {
                    if (!values.get(i).isNull()) {
                        row.put(
                                series.get("columns").get(i).asText(),
                                values.get(i).asText());
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The form requests of InfluxDB's query API need their type. */
    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(
                    request.timeout(Duration.ofSeconds(60))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("HTTP " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
