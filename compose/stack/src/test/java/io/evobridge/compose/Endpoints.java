package io.evobridge.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A client of the query API that remembers which paths of its OpenAPI document it has tried, and what came of it. */
final class Endpoints {

    private static final String ROOT = "/api/v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    /** Method and template → the hundreds of the statuses that were answered. */
    private final Map<String, Set<Integer>> tried = new TreeMap<>();

    /** Reads the document of the resolver at an address. */
    static Endpoints of(String address) throws IOException, InterruptedException {
        Endpoints endpoints = new Endpoints(address);
        JsonNode document = endpoints.send("GET", "/openapi.json", "", Map.of()).json();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> endpoints.tried.put(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), new TreeSet<>())));
        return endpoints;
    }

    private Endpoints(String address) {
        this.address = address;
    }

    /**
     * An answer.
     *
     * @param etag empty for none
     */
    record Answer(int status, String body, String etag) {

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", Map.of());
    }

    Answer send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + ROOT + path))
                .timeout(PATIENCE)
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        remember(method, path, answer.statusCode());
        return new Answer(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("ETag").orElse(""));
    }

    /** Opens a stream of server-sent events, does something, and gives back the data of the first event that follows. */
    String firstEvent(String path, Action action) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + ROOT + path))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
        remember("GET", path, answer.statusCode());
        try (Stream<String> lines = answer.body()) {
            action.run();
            return lines.filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
        }
    }

    private void remember(String method, String path, int status) {
        String plain = path.replaceFirst("\\?.*", "");
        // The most literal template is the one that answered: /conflicts/{id}/restore, not /conflicts/{id}/{any}.
        tried.keySet().stream()
                .filter(known -> known.startsWith(method + " "))
                .filter(known ->
                        plain.matches(known.substring(method.length() + 1).replaceAll("\\{[a-z]+}", "[^/]+")))
                .findFirst()
                .ifPresent(known ->
                        tried.computeIfAbsent(known, any -> new TreeSet<>()).add(status / 100));
    }

    /** What happens while a client watches. */
    interface Action {
        void run() throws Exception;
    }

    /** Method and template → the hundreds of the statuses that were answered: 2 for what was right, 4 for what was not. */
    Map<String, Set<Integer>> tried() {
        return tried;
    }
}
