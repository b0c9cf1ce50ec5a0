package io.evobridge.resolver.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the console: the page at {@code /}, what it loads below {@code /console/}. Only files that are named here are
 * served, from memory, so no path leads anywhere else. The page holds no data; what it shows it asks the query API for, as
 * any client.
 */
public final class ConsoleFiles implements HttpHandler {

    /** Where the page is; everything that has no other handler is below it, too. */
    public static final String ROOT = "/";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleFiles.class);
    private static final int THREADS = 2;
    private static final int WAITING = 64;
    private static final String PAGE = "index.html";
    private static final String FOLDER = "/console/";

    /** All files but the page. */
    static final List<String> ASSETS = List.of(
            "api.js",
            "audit.js",
            "chart.js",
            "conflicts.js",
            "console.css",
            "dialog.js",
            "dom.js",
            "format.js",
            "icon.svg",
            "main.js",
            "overview.js",
            "picture.js",
            "quarantine.js",
            "record.js",
            "records.js",
            "status.js",
            "theme.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** Nothing from elsewhere, nothing inside the page itself: text of a row that became markup by a mistake could not run. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, Content> files;

    private final ThreadPoolExecutor threads;

    /** Reads all files. */
    public ConsoleFiles() {
        Map<String, Content> read = new HashMap<>();
        ASSETS.forEach(name -> read.put(FOLDER + name, Content.of(name)));
        read.put(ROOT, Content.of(PAGE));
        files = Map.copyOf(read);
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "console");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Hands the request to threads of its own, so that a client that does not read never holds up a health check. */
    @Override
    public void handle(HttpExchange exchange) {
        try {
            threads.execute(() -> answer(exchange));
        } catch (RejectedExecutionException e) {
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            Content found = files.get(exchange.getRequestURI().getRawPath());
            String method = exchange.getRequestMethod();
            if (found == null) {
                send(
                        exchange,
                        404,
                        "text/plain; charset=utf-8",
                        "nothing is here; the console is at /".getBytes(UTF_8));
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
            } else {
                send(exchange, found);
            }
        } catch (IOException e) {
            LOG.debug("the client went away path={}", exchange.getRequestURI().getRawPath(), e);
        }
    }

    private static void send(HttpExchange exchange, Content content) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        // Asked for anew each time, and answered in a few bytes while it is the same: a new resolver has a new console
        // at once.
        headers.set("Cache-Control", "no-cache");
        headers.set("ETag", content.tag());
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Referrer-Policy", "no-referrer");
        if (Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-None-Match"))
                .filter(content.tag()::equals)
                .isPresent()) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        send(exchange, 200, content.type(), content.bytes());
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** A file as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Content(String type, String tag, byte[] bytes) {

        static Content of(String name) {
            try (InputStream in = ConsoleFiles.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(name + " of the console is not in the archive");
                }
                byte[] bytes = in.readAllBytes();
                String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
                if (type == null) {
                    throw new IllegalStateException("no media type is known for " + name);
                }
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
                return new Content(type, '"' + HexFormat.of().formatHex(hash, 0, 12) + '"', bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
