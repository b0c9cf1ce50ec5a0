package io.evobridge.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A Kafka Connect cluster, spoken to through the REST API of one of its workers. */
public final class ConnectCluster {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** A worker validates a connector's configuration while we wait, which may try out a database. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    /** A worker answers it from memory; whoever watches must not hang on one that is stuck. */
    private static final Duration STATUS_TIMEOUT = Duration.ofSeconds(5);
    /** Answered while the workers rebalance; the request is to be repeated. */
    private static final int REBALANCING = 409;

    private static final int REBALANCE_TRIES = 60;
    private static final Duration REBALANCE_PAUSE = Duration.ofMillis(500);

    private final URI worker;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /** Speaks to the worker at the given base address, such as {@code http://127.0.0.1:8083}. */
    public ConnectCluster(URI worker) {
        this.worker = worker;
    }

    /** Creates the connector or changes its configuration to the given one; repeating it changes nothing. */
    public void apply(Connector connector) {
        String body;
        try {
            body = JSON.writeValueAsString(connector.config());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        HttpRequest request = request("/connectors/" + connector.name() + "/config")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        send(request, "connector " + connector.name());
    }

    /** States of a connector and its tasks; empty where the cluster does not know it (yet). */
    public Optional<ConnectorStatus> status(String connectorName) {
        HttpRequest request =
                request("/connectors/" + connectorName + "/status").GET().build();
        HttpResponse<String> answer = exchange(request);
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(status(checked(answer, "status of " + connectorName)));
    }

    /** States of all connectors of the cluster, the bridge's and others, by name; asked for in one request. */
    public Map<String, ConnectorStatus> statuses() {
        HttpRequest request = request("/connectors?expand=status")
                .timeout(STATUS_TIMEOUT)
                .GET()
                .build();
        Map<String, ConnectorStatus> statuses = new TreeMap<>();
        checked(exchange(request), "the states of its connectors")
                .properties()
                .forEach(connector -> statuses.put(
                        connector.getKey(), status(connector.getValue().path("status"))));
        return statuses;
    }

    private static ConnectorStatus status(JsonNode status) {
        List<ConnectorStatus.Task> tasks = new ArrayList<>();
        for (JsonNode task : status.path("tasks")) {
            tasks.add(new ConnectorStatus.Task(
                    task.path("state").asText(), task.path("trace").asText("")));
        }
        return new ConnectorStatus(status.path("connector").path("state").asText(), tasks);
    }

    /** The configuration that a connector has now; empty where the cluster does not know it. */
    Optional<Map<String, String>> config(String connectorName) {
        HttpResponse<String> answer = exchange(
                request("/connectors/" + connectorName + "/config").GET().build());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        JsonNode config = checked(answer, "configuration of " + connectorName);
        Map<String, String> settings = new TreeMap<>();
        config.properties()
                .forEach(field -> settings.put(field.getKey(), field.getValue().asText()));
        return Optional.of(settings);
    }

    /** Names of all connectors of the cluster, the bridge's and others. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        checked(exchange(request("/connectors").GET().build()), "its connectors")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Stops a connector's work until {@link #resume}; it keeps its place. False where the cluster does not know it. */
    public boolean pause(String connectorName) {
        return put(connectorName, "pause");
    }

    /** Lets a paused connector go on. False where the cluster does not know it. */
    public boolean resume(String connectorName) {
        return put(connectorName, "resume");
    }

    private boolean put(String connectorName, String verb) {
        HttpRequest request = request("/connectors/" + connectorName + "/" + verb)
                .PUT(BodyPublishers.noBody())
                .build();
        return sendIfKnown(request, verb + " of " + connectorName);
    }

    /** Removes a connector; its offsets stay. False where the cluster does not know it. */
    public boolean delete(String connectorName) {
        return sendIfKnown(request("/connectors/" + connectorName).DELETE().build(), "removal of " + connectorName);
    }

    private boolean sendIfKnown(HttpRequest request, String what) {
        HttpResponse<String> answer = exchangeWhenBalanced(request);
        if (answer.statusCode() == 404) {
            return false;
        }
        checked(answer, what);
        return true;
    }

    /** Restarts the connector's failed instances, if any. */
    public void restartFailed(String connectorName) {
        HttpRequest request = request("/connectors/" + connectorName + "/restart?includeTasks=true&onlyFailed=true")
                .POST(BodyPublishers.noBody())
                .build();
        send(request, "restart of " + connectorName);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(worker.resolve(path)).timeout(REQUEST_TIMEOUT);
    }

    private JsonNode send(HttpRequest request, String what) {
        return checked(exchangeWhenBalanced(request), what);
    }

    private HttpResponse<String> exchangeWhenBalanced(HttpRequest request) {
        HttpResponse<String> answer = exchange(request);
        for (int tries = 1; answer.statusCode() == REBALANCING && tries < REBALANCE_TRIES; tries++) {
            awaitBalance();
            answer = exchange(request);
        }
        return answer;
    }

    private JsonNode checked(HttpResponse<String> answer, String what) {
        try {
            JsonNode body = answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
            if (answer.statusCode() >= 300) {
                throw new ConnectClusterException("Kafka Connect at " + worker + " refused " + what + " ("
                        + answer.statusCode() + "): "
                        + body.path("message").asText(answer.body()));
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new ConnectClusterException(
                    "Kafka Connect at " + worker + " answered " + what + " with something that is not JSON ("
                            + answer.statusCode() + "); is it a Connect worker?",
                    e);
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "it refuses the connection" : e.getMessage();
            throw new UncheckedIOException(
                    "Kafka Connect at " + worker + " does not answer (" + reason
                            + "); start it, or name another worker with --connect",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectClusterException("interrupted while waiting for Kafka Connect at " + worker, e);
        }
    }

    private void awaitBalance() {
        try {
            Thread.sleep(REBALANCE_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectClusterException("interrupted while Kafka Connect at " + worker + " rebalances", e);
        }
    }
}
