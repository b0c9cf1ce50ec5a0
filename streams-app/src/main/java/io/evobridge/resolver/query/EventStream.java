package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Writes server-sent events to one client until it goes away. */
final class EventStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** How long a client may take to read what is on its way to it. */
    private static final Duration SLOWEST = Duration.ofSeconds(10);

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "slow-clients");
        thread.setDaemon(true);
        return thread;
    });

    private EventStream() {}

    /** Returns when the thread is interrupted; throws IOException when the client is gone. */
    static void send(HttpExchange exchange, EventSource events) throws IOException {
        try (exchange;
                events) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            // Tells the client that it is connected; a browser says so only with the first bytes.
            write(out, ": connected\n\n");
            while (!Thread.currentThread().isInterrupted()) {
                StringBuilder text = new StringBuilder();
                for (EventSource.Event event : events.next(HEARTBEAT)) {
                    text.append("id: ").append(event.id()).append('\n');
                    text.append("event: ").append(event.name()).append('\n');
                    text.append("data: ").append(event.data()).append("\n\n");
                }
                // A comment keeps the way open, and finds out that the client is gone.
                write(out, text.isEmpty() ? ": \n\n" : text.toString());
            }
        }
    }

    /** A client that does not read would hold the thread for ever; interrupted, the connection is closed. */
    private static void write(OutputStream out, String text) throws IOException {
        Thread writing = Thread.currentThread();
        ScheduledFuture<?> cut = CLOCK.schedule(writing::interrupt, SLOWEST.toMillis(), TimeUnit.MILLISECONDS);
        try {
            out.write(text.getBytes(UTF_8));
            out.flush();
        } finally {
            cut.cancel(false);
        }
    }
}
