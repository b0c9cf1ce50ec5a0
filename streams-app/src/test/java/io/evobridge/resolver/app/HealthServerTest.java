package io.evobridge.resolver.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    private final AtomicReference<Optional<String>> unready = new AtomicReference<>(Optional.of("restoring \"state\""));

    @Test
    void healthIsToldWithTheReason() throws Exception {
        try (HealthServer server = HealthServer.bind(
                        "127.0.0.1", 0, Optional.empty(), Optional::empty, unready::get, () -> "a_total 1\n")
                .start()) {
            HttpResponse<String> notYet = get(server, "/health/ready");
            unready.set(Optional.empty());
            HttpResponse<String> ready = get(server, "/health/ready");

            assertThat(notYet.statusCode()).isEqualTo(503);
            assertThat(notYet.body()).contains("\"status\":\"down\"", "\"reason\":\"restoring \\\"state\\\"\"");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).isEqualTo("{\"status\":\"up\"}");
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").body()).isEqualTo("a_total 1\n");
        }
    }

    @Test
    void aTakenPortIsToldWithWhatToDo() {
        try (HealthServer first =
                HealthServer.bind("127.0.0.1", 0, Optional.empty(), Optional::empty, unready::get, () -> "")) {
            int port = URI.create(first.address()).getPort();

            assertThatThrownBy(() -> HealthServer.bind(
                            "127.0.0.1", port, Optional.empty(), Optional::empty, unready::get, () -> ""))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("choose another resolver.http.port");
        }
    }

    private static HttpResponse<String> get(HealthServer server, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
