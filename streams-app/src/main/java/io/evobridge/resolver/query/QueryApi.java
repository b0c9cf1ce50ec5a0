package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.evobridge.registry.RegistryException;
import io.evobridge.registry.RegistryUnavailableException;
import io.evobridge.resolver.wire.PoisonException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The query API: finds the route of a request, checks who asks, and answers with JSON, a problem or a stream of events. To be closed. */
public final class QueryApi implements HttpHandler, AutoCloseable {

    /** Where all routes are. */
    public static final String ROOT = "/api/v1";

    /** Tells an instance that it must answer by itself. */
    static final String FORWARDED = "Evobridge-Forwarded";

    private static final Logger LOG = LoggerFactory.getLogger(QueryApi.class);
    private static final int THREADS = 4;
    private static final int WAITING = 64;
    /** Requests that are answered later, and clients of streams, at once. */
    private static final int LATER = 256;

    private static final int STREAMS = 16;
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Access access;
    private final ThreadPoolExecutor threads = pool("query", THREADS, new ArrayBlockingQueue<>(WAITING));
    /** Sends what was answered later, so that whoever completes an answer never waits for a slow client. */
    private final ThreadPoolExecutor senders = pool("answer", 2, new ArrayBlockingQueue<>(LATER));

    private final ThreadPoolExecutor workers = pool("write", 2, new ArrayBlockingQueue<>(LATER));
    private final ThreadPoolExecutor streams = pool("events", STREAMS, new SynchronousQueue<>());
    private final Semaphore later = new Semaphore(LATER);
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();
    private volatile List<ApiRoute> routes = List.of();

    /** Answers that it is not ready, until it is opened. */
    public QueryApi(Access access) {
        this.access = access;
    }

    private static ThreadPoolExecutor pool(String name, int most, BlockingQueue<Runnable> waiting) {
        int kept = waiting instanceof SynchronousQueue<Runnable> ? 0 : most;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(kept, most, 30, TimeUnit.SECONDS, waiting, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        if (kept > 0) {
            pool.allowCoreThreadTimeOut(true);
        }
        return pool;
    }

    /** Threads that work out what is answered later. They never refuse: no more than {@link #LATER} are under way. */
    Executor answers() {
        return workers;
    }

    /** Answers from now on. */
    void open(List<ApiRoute> opened) {
        routes = List.copyOf(opened);
    }

    /** Answers from now on, and ends with what the answers need. */
    void open(List<ApiRoute> opened, Runnable end) {
        ends.add(end);
        open(opened);
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
        workers.shutdownNow();
        streams.shutdownNow();
        senders.shutdownNow();
        ends.forEach(Runnable::run);
    }

    private void answer(HttpExchange exchange) {
        try {
            ApiRoute route = route(exchange);
            ApiRequest request = request(exchange, route);
            if (route.handler() instanceof ApiRoute.Now now) {
                trySend(exchange, now.answer().apply(request));
            } else if (route.handler() instanceof ApiRoute.Later asked) {
                answerLater(exchange, asked, request);
            } else if (route.handler() instanceof ApiRoute.Streamed streamed) {
                stream(exchange, streamed.events().apply(request));
            }
        } catch (RuntimeException e) {
            // The outermost loop of this thread: the client is told, and the next request is answered.
            trySend(exchange, problem(exchange, e));
        }
    }

    private void answerLater(HttpExchange exchange, ApiRoute.Later asked, ApiRequest request) {
        if (!later.tryAcquire()) {
            throw ApiProblem.notNow("busy", "too many requests wait for an answer; ask again");
        }
        CompletionStage<ApiAnswer> answer;
        try {
            answer = asked.answer().apply(request);
        } catch (RuntimeException e) {
            later.release();
            throw e;
        }
        answer.whenComplete((given, failure) -> {
            later.release();
            try {
                senders.execute(() -> trySend(exchange, failure == null ? given : problem(exchange, failure)));
            } catch (RejectedExecutionException e) {
                // Stopping: the client sees the connection end and asks another instance.
                exchange.close();
            }
        });
    }

    private void stream(HttpExchange exchange, EventSource events) {
        try {
            streams.execute(() -> {
                try {
                    EventStream.send(exchange, events);
                } catch (IOException e) {
                    LOG.debug(
                            "the client went away path={}",
                            exchange.getRequestURI().getRawPath(),
                            e);
                }
            });
        } catch (RejectedExecutionException e) {
            events.close();
            throw ApiProblem.notNow("busy", STREAMS + " clients watch already; ask again, or another instance");
        }
    }

    private static ApiAnswer problem(HttpExchange exchange, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApiProblem problem) {
            return ApiAnswer.problem(problem);
        }
        if (cause instanceof RegistryUnavailableException) {
            return ApiAnswer.problem(ApiProblem.notNow("registry-away", cause.getMessage() + "; ask again"));
        }
        if (cause instanceof RegistryException || cause instanceof PoisonException) {
            return ApiAnswer.problem(new ApiProblem(500, "unreadable", String.valueOf(cause.getMessage())));
        }
        LOG.error("query failed path={}", exchange.getRequestURI().getRawPath(), cause);
        return ApiAnswer.problem(new ApiProblem(500, "failed", "the query failed; the resolver's log says why"));
    }

    private ApiRoute route(HttpExchange exchange) {
        require(exchange, Role.READ);
        if (routes.isEmpty()) {
            throw ApiProblem.notNow("starting", "the resolver is starting: preparing topics and schemas; ask again");
        }
        String path = path(exchange);
        List<ApiRoute> there =
                routes.stream().filter(route -> route.match(path).isPresent()).toList();
        if (there.isEmpty()) {
            throw ApiProblem.missing(
                    "unknown-path", "nothing is at " + ROOT + path + "; " + ROOT + "/openapi.json says what is");
        }
        String method = exchange.getRequestMethod();
        ApiRoute route = there.stream()
                .filter(candidate -> candidate.method().equals(method))
                .findFirst()
                .orElseThrow(() -> new ApiProblem(
                        405,
                        "wrong-method",
                        "only " + there.stream().map(ApiRoute::method).collect(Collectors.joining(", "))
                                + " is answered here"));
        require(exchange, route.role());
        return route;
    }

    private void require(HttpExchange exchange, Role role) {
        access.require(
                role,
                header(exchange, "Authorization"),
                exchange.getRemoteAddress().getAddress(),
                header(exchange, "Host").orElse(""));
        if (!exchange.getRequestMethod().equals("GET")) {
            access.requireSameOrigin(
                    header(exchange, "Origin"), header(exchange, "Host").orElse(""));
        }
    }

    private static ApiRequest request(HttpExchange exchange, ApiRoute route) {
        Map<String, String> headers = new HashMap<>();
        for (String name : ApiHeaders.PASSED_ON) {
            header(exchange, name).ifPresent(value -> headers.put(name, value));
        }
        String query = exchange.getRequestURI().getRawQuery();
        return new ApiRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                route.match(path(exchange)).orElseThrow(),
                query == null ? Map.of() : route.query(query),
                headers,
                body(exchange),
                exchange.getRequestHeaders().containsKey(FORWARDED));
    }

    private static String body(HttpExchange exchange) {
        try {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                throw new ApiProblem(413, "too-large", "a body has at most " + MAX_BODY_BYTES + " bytes");
            }
            return new String(body, UTF_8);
        } catch (IOException e) {
            throw ApiProblem.wrong("bad-body", "the body ended too soon");
        }
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getRawPath().substring(ROOT.length());
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static void trySend(HttpExchange exchange, ApiAnswer answer) {
        try {
            send(exchange, answer);
        } catch (IOException e) {
            LOG.debug("the client went away path={}", exchange.getRequestURI().getRawPath(), e);
        }
    }

    private static void send(HttpExchange exchange, ApiAnswer answer) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
