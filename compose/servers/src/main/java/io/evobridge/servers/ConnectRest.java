package io.evobridge.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The REST API of a Connect worker: connectors made, watched and removed. */
public final class ConnectRest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public ConnectRest(String url) {
        this.url = url;
    }

    /** Makes the connector, or gives it another configuration. */
    public void deploy(String connector, Map<String, String> config) throws IOException, InterruptedException {
        send("PUT", "/connectors/" + connector + "/config", JSON.writeValueAsString(config));
    }

    public void delete(String connector) throws IOException, InterruptedException {
        send("DELETE", "/connectors/" + connector, "");
    }

    /** Restarts the connector and its tasks, those that run too. */
    public void restart(String connector) throws IOException, InterruptedException {
        send("POST", "/connectors/" + connector + "/restart?includeTasks=true", "");
    }

    /** Asks to end its tasks; they may run on for a moment. Its place stays until it resumes. */
    public void stop(String connector) throws IOException, InterruptedException {
        send("PUT", "/connectors/" + connector + "/stop", "");
    }

    /** Starts the tasks of a connector that was stopped or paused. */
    public void resume(String connector) throws IOException, InterruptedException {
        send("PUT", "/connectors/" + connector + "/resume", "");
    }

    public List<String> connectors() throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        send("GET", "/connectors", "").forEach(name -> names.add(name.asText()));
        return List.copyOf(names);
    }

    /** Class names of every plugin that the worker found: connectors, converters, transformations and predicates. */
    public List<String> plugins() throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        send("GET", "/connector-plugins?connectorsOnly=false", "")
                .forEach(plugin -> names.add(plugin.path("class").asText()));
        return List.copyOf(names);
    }

    /** What the worker says of the connector. */
    public Status status(String connector) throws IOException, InterruptedException {
        var answer = send("GET", "/connectors/" + connector + "/status", "");
        var tasks = new ArrayList<State>();
        answer.path("tasks").forEach(task -> tasks.add(State.of(task)));
        return new Status(State.of(answer.path("connector")), tasks);
    }

    /** Any call; an answer that is not 2xx fails with the worker's own words. */
    public JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(90))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    method + " " + path + " is answered with " + response.statusCode() + ": " + response.body());
        }
        return response.body().isBlank() ? JSON.nullNode() : JSON.readTree(response.body());
    }

    /**
     * A connector and its tasks.
     *
     * @param tasks in order of their numbers; empty until the connector has made them
     */
    public record Status(State connector, List<State> tasks) {
        public Status {
            tasks = List.copyOf(tasks);
        }

        /** Whether the connector and at least one task run, and nothing else than running. */
        public boolean isRunning() {
            return connector.isRunning() && !tasks.isEmpty() && tasks.stream().allMatch(State::isRunning);
        }

        public boolean hasFailed() {
            return connector.isFailed() || tasks.stream().anyMatch(State::isFailed);
        }
    }

    /**
     * RUNNING, FAILED, PAUSED, STOPPED, UNASSIGNED or RESTARTING.
     *
     * @param trace the failure's stack trace; empty when there is none
     */
    public record State(String name, String trace) {
        private static State of(JsonNode node) {
            return new State(node.path("state").asText(), node.path("trace").asText(""));
        }

        public boolean isRunning() {
            return name.equals("RUNNING");
        }

        public boolean isFailed() {
            return name.equals("FAILED");
        }
    }
}
