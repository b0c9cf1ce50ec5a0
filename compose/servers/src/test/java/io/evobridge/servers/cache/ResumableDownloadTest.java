package io.evobridge.servers.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumableDownloadTest {

    private final byte[] content = new byte[300_000];
    private final List<String> ranges = new ArrayList<>();
    private int cutAfterBytes = Integer.MAX_VALUE;
    private boolean knowsRanges = true;
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/archive.zip", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void goes_on_where_it_was_cut_off() throws IOException {
        // Given
        cutAfterBytes = 100_000;
        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
        long kept = Files.size(folder.resolve("archive.zip.part"));
        assertThat(folder.resolve("archive.zip")).doesNotExist();

        // When
        cutAfterBytes = Integer.MAX_VALUE;
        fetch();

        // Then
        assertThat(folder.resolve("archive.zip")).hasBinaryContent(content);
        assertThat(folder.resolve("archive.zip.part")).doesNotExist();
        assertThat(kept).isPositive();
        assertThat(ranges).containsExactly("bytes=0-", "bytes=" + kept + "-");
    }

    @Test
    void starts_again_where_the_server_knows_no_ranges() throws IOException {
        // Given
        knowsRanges = false;
        Files.write(folder.resolve("archive.zip.part"), new byte[1_000]);

        // When
        fetch();

        // Then
        assertThat(folder.resolve("archive.zip")).hasBinaryContent(content);
    }

    private void fetch() throws IOException {
        var source = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/archive.zip");
        new ResumableDownload().fetch(source, folder.resolve("archive.zip"), (done, total) -> {});
    }

    private void answer(HttpExchange exchange) throws IOException {
        var range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range);
        int from = knowsRanges ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        exchange.sendResponseHeaders(knowsRanges ? 206 : 200, content.length - from);
        int to = (int) Math.min(content.length, (long) from + cutAfterBytes);
        exchange.getResponseBody().write(Arrays.copyOfRange(content, from, to));
        exchange.close();
    }
}
