package io.evobridge.load.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Items in a database of an InfluxDB 1.x, a point for each write, asked and written over HTTP. */
public final class InfluxHttp {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final String database;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public InfluxHttp(String url, String database) {
        this.url = url;
        this.database = database;
    }

    /** Makes the database anew, empty. */
    public void create() throws IOException, InterruptedException {
        ask("POST", "DROP DATABASE " + database);
        ask("POST", "CREATE DATABASE " + database);
    }

    /** The values of the answer's first series, or nothing. */
    public JsonNode query(String query) throws IOException, InterruptedException {
        return series(query).path(0).path("values");
    }

    /** All series of the answer. */
    public JsonNode series(String query) throws IOException, InterruptedException {
        return ask("GET", query).path("results").path(0).path("series");
    }

    private JsonNode ask(String method, String query) throws IOException, InterruptedException {
        String question = "/query?db=" + database + "&epoch=ns&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url + question))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(query + " is answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** How many writes the measurement holds. */
    public long writes(String measurement) throws IOException, InterruptedException {
        return query("SELECT COUNT(revision) FROM " + measurement)
                .path(0)
                .path(1)
                .asLong();
    }

    /** Count of the points, and sums over them. */
    public String content(String measurement) throws IOException, InterruptedException {
        JsonNode values = query("SELECT COUNT(revision), SUM(revision), SUM(quantity) FROM " + measurement)
                .path(0);
        return content(
                values.path(1).asLong(), values.path(2).asLong(), values.path(3).asLong());
    }

    /** What {@link #content(String)} says of these points. */
    public static String content(long points, long revisions, long quantities) {
        return points + " points, revisions " + revisions + ", quantities " + quantities;
    }

    /**
     * Writes points and returns when they are taken.
     *
     * @param firstNanos time of the write with number 0; each further one is a microsecond later
     */
    public void write(String measurement, List<Item> items, long firstNanos) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder(items.size() * 180);
        for (Item item : items) {
            lines.append(measurement).append(",id=").append(item.id());
            lines.append(" name=\"").append(item.name()).append("\",price=").append(item.price());
            lines.append(",quantity=").append(item.quantity()).append('i');
            lines.append(",revision=").append(item.revision()).append("i ");
            lines.append(firstNanos + item.revision() * 1_000).append('\n');
        }
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url + "/write?db=" + database))
                        .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 204) {
            throw new IOException("a write is answered with " + answer.statusCode() + ": " + answer.body());
        }
    }
}
