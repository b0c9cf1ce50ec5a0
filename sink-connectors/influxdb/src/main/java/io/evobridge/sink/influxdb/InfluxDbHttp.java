package io.evobridge.sink.influxdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/** The few requests that the sink makes, each one answered with an {@link Answer}, never with an exception. */
final class InfluxDbHttp {

    private final Endpoint endpoint;
    private final Duration requestTimeout;
    private final boolean gzip;
    private final Clock clock;
    private final HttpClient http;

    InfluxDbHttp(InfluxDbSinkConfig config, Clock clock) {
        this.endpoint = Endpoint.of(config);
        this.requestTimeout = config.requestTimeout();
        this.gzip = config.gzip();
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                // One request at a time, and nothing to do with an answer but to hand it over: threads would only add
                // hops.
                .executor(Runnable::run)
                .build();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Writes lines joined by line feeds; without any it only asks whether the target is there and lets us in. */
    Answer write(String lines) {
        byte[] body = lines.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = request(endpoint.write()).header("Content-Type", "text/plain; charset=utf-8");
        if (gzip) {
            request.header("Content-Encoding", "gzip");
        }
        return send(request.POST(BodyPublishers.ofByteArray(gzip ? compressed(body) : body)));
    }

    /** Creates the v1 database; one that exists already stays as it is. */
    Answer createDatabase(String name) {
        URI address = endpoint.query().orElseThrow();
        String statement = "CREATE DATABASE \"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return send(request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8))));
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(requestTimeout).header("User-Agent", "evobridge-sink-influxdb");
        endpoint.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            // The request's own timeout ends with the headers; a body that never ends must not hold the task.
            HttpResponse<String> response = answer.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return Answer.of(
                    response.statusCode(),
                    ServerWords.in(response.body()),
                    response.headers()
                            .firstValue("Retry-After")
                            .flatMap(text -> RetryAfter.parse(text, clock.instant())));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Answer.none(
                    cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Answer.none("no answer within " + requestTimeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Answer.none("interrupted while waiting for the answer");
        }
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream target = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(target)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toByteArray();
    }
}
