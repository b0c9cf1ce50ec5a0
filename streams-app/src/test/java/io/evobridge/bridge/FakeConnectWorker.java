package io.evobridge.bridge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A Connect worker that only answers: each connector runs, unless a test says how it fails. */
final class FakeConnectWorker implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> traces = new ConcurrentHashMap<>();
    private final Set<String> mendedByRestart = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, String> configs = new HashMap<>();
    private int configurationsLeft = Integer.MAX_VALUE;

    FakeConnectWorker() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/connectors/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on the connector's task shows this stack trace. */
    void fail(String connector, String trace) {
        traces.put(connector, trace);
    }

    /** As {@link #fail}, until somebody restarts it. */
    void failUntilRestart(String connector, String trace) {
        fail(connector, trace);
        mendedByRestart.add(connector);
    }

    /** From now on it takes so many more configurations, then it answers nothing any more. */
    synchronized void dieAfter(int configurations) {
        configurationsLeft = configurations;
    }

    /** It answers again. */
    synchronized void revive() {
        configurationsLeft = Integer.MAX_VALUE;
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized Map<String, String> configs() {
        return Map.copyOf(configs);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String connector = path.split("/", -1)[2];
        String request = exchange.getRequestMethod() + " " + path;
        if (configurationsLeft == 0) {
            exchange.close();
            return;
        }
        requests.add(request);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String answer = "{}";
        if (request.endsWith("/config")) {
            configs.put(connector, body);
            configurationsLeft--;
        } else if (request.endsWith("/restart") && mendedByRestart.contains(connector)) {
            traces.remove(connector);
        } else if (request.endsWith("/status")) {
            answer = status(traces.get(connector) == null ? "RUNNING" : "FAILED", traces.getOrDefault(connector, ""));
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String status(String state, String trace) {
        return "{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[{\"state\":\"" + state + "\",\"trace\":\""
                + trace.replace("\n", "\\n").replace("\t", "\\t") + "\"}]}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
