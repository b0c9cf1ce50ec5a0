package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.evobridge.registry.RegistryException;
import io.evobridge.registry.RegistryUnavailableException;
import io.evobridge.resolver.wire.PoisonException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The query API: finds the route of a request, checks who asks, and answers with JSON or a problem. To be closed. */
public final class QueryApi implements HttpHandler, AutoCloseable {

    /** Where all routes are. */
    public static final String ROOT = "/api/v1";

    /** Tells an instance that it must answer by itself. */
    static final String FORWARDED = "Evobridge-Forwarded";

    private static final Logger LOG = LoggerFactory.getLogger(QueryApi.class);
    private static final int THREADS = 4;
    private static final int WAITING = 64;

    private final Access access;
    private final ThreadPoolExecutor threads;
    private volatile List<ApiRoute> routes = List.of();

    /** Answers that it is not ready, until it is opened. */
    public QueryApi(Access access) {
        this.access = access;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "query");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Answers from now on. */
    void open(List<ApiRoute> opened) {
        routes = List.copyOf(opened);
    }

    /** Hands the request to threads of its own, so that a slow query never holds up a health check. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            threads.execute(() -> answer(exchange));
        } catch (RejectedExecutionException e) {
            send(exchange, ApiAnswer.problem(ApiProblem.notNow("busy", "too many queries at once; ask again")));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) {
        try {
            send(exchange, answerOrProblem(exchange));
        } catch (IOException e) {
            LOG.debug("the client went away path={}", exchange.getRequestURI().getRawPath(), e);
        }
    }

    private ApiAnswer answerOrProblem(HttpExchange exchange) {
        try {
            return routed(exchange);
        } catch (ApiProblem problem) {
            return ApiAnswer.problem(problem);
        } catch (RegistryUnavailableException e) {
            return ApiAnswer.problem(ApiProblem.notNow("registry-away", e.getMessage() + "; ask again"));
        } catch (RegistryException | PoisonException e) {
            return ApiAnswer.problem(new ApiProblem(500, "unreadable", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // The outermost loop of this thread: the client is told, and the next request is answered.
            LOG.error("query failed path={}", exchange.getRequestURI().getRawPath(), e);
            return ApiAnswer.problem(new ApiProblem(500, "failed", "the query failed; the resolver's log says why"));
        }
    }

    private ApiAnswer routed(HttpExchange exchange) {
        Optional<String> authorization =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        access.require(Role.READ, authorization, exchange.getRemoteAddress().getAddress(), host);
        if (routes.isEmpty()) {
            throw ApiProblem.notNow("starting", "the resolver is starting: preparing topics and schemas; ask again");
        }
        String path = exchange.getRequestURI().getRawPath().substring(ROOT.length());
        for (ApiRoute route : routes) {
            Optional<Map<String, String>> segments = route.match(path);
            if (segments.isPresent()) {
                access.require(
                        route.role(), authorization, exchange.getRemoteAddress().getAddress(), host);
                if (!exchange.getRequestMethod().equals("GET")) {
                    throw new ApiProblem(405, "wrong-method", "only GET is answered here");
                }
                String query = exchange.getRequestURI().getRawQuery();
                return route.handler()
                        .apply(new ApiRequest(
                                exchange.getRequestURI().toString(),
                                segments.get(),
                                query == null ? Map.of() : route.query(query),
                                authorization,
                                exchange.getRequestHeaders().containsKey(FORWARDED)));
            }
        }
        throw ApiProblem.missing(
                "unknown-path", "nothing is at " + ROOT + path + "; " + ROOT + "/openapi.json says what is");
    }

    private static void send(HttpExchange exchange, ApiAnswer answer) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (answer.status() == 503) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            if (answer.status() == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            }
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
