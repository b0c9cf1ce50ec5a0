package io.evobridge.resolver.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleFilesTest {

    private static final Pattern REFERENCE =
            Pattern.compile("(?:from|src=|href=) ?['\"](?:\\./|/console/)([^'\"]+)['\"]");

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(ConsoleFiles.ROOT, new ConsoleFiles());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void thePageIsServedWithAPolicyThatLetsNothingInFromElsewhere() throws Exception {
        // When
        HttpResponse<String> page = get("/");

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe", "http"));
        assertThat(page.body()).doesNotContain("http://", "https://", " style=", " onclick=");
    }

    @Test
    void everythingThatThePageAndItsModulesLoadIsServed() throws Exception {
        // Given
        List<String> names = names();

        // Then
        assertThat(names).containsAll(ConsoleFiles.ASSETS);
        for (String name : names) {
            String text = Files.readString(folder().resolve(name));
            assertThat(REFERENCE.matcher(text).results().map(found -> found.group(1)))
                    .as("what " + name + " loads")
                    .isSubsetOf(ConsoleFiles.ASSETS);
            if (!name.equals("index.html")) {
                assertThat(get("/console/" + name).statusCode()).as(name).isEqualTo(200);
            }
        }
    }

    @Test
    void rowContentsCannotBecomeMarkup() throws Exception {
        for (String name : names()) {
            assertThat(Files.readString(folder().resolve(name)))
                    .as(name)
                    .doesNotContain(
                            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "DOMParser");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/index.html",
                "/console/../api.js",
                "/console/%2e%2e/ConsoleFiles.class",
                "/console/..%2f..%2fquery/openapi.json",
                "/console/ConsoleFiles.class",
                "//console/api.js",
                "/elsewhere"
            })
    void nothingElseIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void whatTheBrowserHasAlreadyIsNotSentAgain() throws Exception {
        // Given
        String tag = get("/console/main.js").headers().firstValue("ETag").orElseThrow();

        // When
        HttpResponse<String> again = send(request("/console/main.js").header("If-None-Match", tag));

        // Then
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void onlyReadingIsAllowed() throws Exception {
        assertThat(send(request("/").POST(HttpRequest.BodyPublishers.noBody())).statusCode())
                .isEqualTo(405);
        assertThat(send(request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    private static List<String> names() throws Exception {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }

    private static Path folder() throws URISyntaxException {
        Path page = Path.of(Objects.requireNonNull(ConsoleFiles.class.getResource("index.html"))
                .toURI());
        return Objects.requireNonNull(page.getParent());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
