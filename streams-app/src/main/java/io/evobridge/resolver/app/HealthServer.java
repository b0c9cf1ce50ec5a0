package io.evobridge.resolver.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Serves {@code /health/live}, {@code /health/ready} and {@code /metrics}. A health answer is 200 with {@code
 * {"status":"up"}}, or 503 with the reason.
 */
final class HealthServer implements AutoCloseable {

    private static final int BACKLOG = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Takes the port; nobody is answered before {@link #start}.
     *
     * @param port 0 for a free one
     * @param tls what connections are secured with; empty for plain HTTP
     * @param death why the process must be started anew; empty while it need not
     * @param unready why it cannot do its work now; empty while it can
     * @param metrics in Prometheus' text format
     */
    static HealthServer bind(
            String host,
            int port,
            Optional<SSLContext> tls,
            Supplier<Optional<String>> death,
            Supplier<Optional<String>> unready,
            Supplier<String> metrics) {
        HttpServer server;
        try {
            server = create(new InetSocketAddress(host, port), tls);
        } catch (IOException e) {
            throw new SetupException(
                    "cannot listen on " + host + ":" + port + ": " + e.getMessage()
                            + "; choose another resolver.http.port, or 0 for a free one",
                    e);
        }
        ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
            Thread thread = new Thread(work, "health");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/health/live", exchange -> health(exchange, death.get()));
        server.createContext("/health/ready", exchange -> health(exchange, unready.get()));
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
        return new HealthServer(server, threads);
    }

    /** Serves from now on. Whoever asked earlier would be told that a path is unknown which is only not there yet. */
    HealthServer start() {
        server.start();
        return this;
    }

    private static HttpServer create(InetSocketAddress address, Optional<SSLContext> tls) throws IOException {
        if (tls.isEmpty()) {
            return HttpServer.create(address, BACKLOG);
        }
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
        return server;
    }

    /** Serves what is below a path by a handler, which answers on threads of its own. */
    void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** As http://host:port, or https. */
    String address() {
        return (server instanceof HttpsServer ? "https://" : "http://")
                + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void health(HttpExchange exchange, Optional<String> reason) throws IOException {
        Map<String, String> body =
                reason.isEmpty() ? Map.of("status", "up") : Map.of("status", "down", "reason", reason.get());
        answer(exchange, reason.isEmpty() ? 200 : 503, "application/json", JSON.writeValueAsString(body));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
