package io.evobridge.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The registry's HTTP side: sends a request to the first of the servers that answers. */
final class RegistryHttp {

    /** Answers that say "not now": worth the next server, or the same one later. */
    private static final List<Integer> BUSY = List.of(408, 425, 429);

    private final RegistrySettings settings;
    private final HttpClient client;

    /** The server that answered last: it goes first. */
    private volatile int preferred;

    RegistryHttp(RegistrySettings settings) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout());
        settings.trustStore().ifPresent(trusted -> builder.sslContext(trusted.context()));
        this.client = builder.build();
    }

    /**
     * Sends one request.
     *
     * @param body JSON, or null for none
     * @return the first answer that is neither busy nor a server's failure
     */
    HttpResponse<String> send(String method, String path, @Nullable String body) {
        List<String> failures = new ArrayList<>();
        int first = preferred;
        int servers = settings.urls().size();
        for (int i = 0; i < servers; i++) {
            int server = (first + i) % servers;
            URI url = settings.urls().get(server);
            try {
                HttpResponse<String> response = sendTo(url, method, path, body);
                if (response.statusCode() < 500 && !BUSY.contains(response.statusCode())) {
                    preferred = server;
                    return response;
                }
                failures.add(url + " answered HTTP " + response.statusCode());
            } catch (IOException | TimeoutException e) {
                failures.add(url + " " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
            }
        }
        throw new RegistryUnavailableException(
                "no schema registry answers: " + String.join("; ", failures) + "; start it, or check the address");
    }

    private HttpResponse<String> sendTo(URI url, String method, String path, @Nullable String body)
            throws IOException, TimeoutException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/apis/registry/v3" + path))
                .timeout(settings.requestTimeout())
                .header("Accept", "application/json, */*")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        settings.credentials().ifPresent(c -> request.header("Authorization", c.authorization()));
        // The request's own time-out ends with the header: a body that never ends must not hold the caller either.
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            return answer.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new TimeoutException(
                    "did not answer within " + settings.requestTimeout().toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while waiting for the schema registry", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw new IOException(io.getClass().getSimpleName() + ": " + io.getMessage(), io);
            }
            throw new RegistryException("cannot ask the schema registry at " + url, e);
        }
    }
}
