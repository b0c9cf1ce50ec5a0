package io.evobridge.servers.cache;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A download over HTTP that goes on where an earlier one was cut off, in this process or in one that was killed. */
final class ResumableDownload {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PARTIAL_CONTENT = 206;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /**
     * Brings what is at {@code source} to {@code target}; the part that has come lies beside it until it is whole.
     *
     * @throws IOException when it is cut off; the next call goes on from there
     */
    void fetch(URI source, Path target, Watcher watcher) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        var part = target.resolveSibling(target.getFileName() + ".part");
        long offset = Files.exists(part) ? Files.size(part) : 0;
        var request = HttpRequest.newBuilder(source).header("Range", "bytes=" + offset + "-");
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() == OK) {
                    // The server cannot go on in the middle.
                    Files.deleteIfExists(part);
                    offset = 0;
                } else if (response.statusCode() != PARTIAL_CONTENT) {
                    Files.deleteIfExists(part);
                    throw new IOException(source + " answers " + response.statusCode());
                }
                long total = offset
                        + response.headers().firstValueAsLong("Content-Length").orElse(0);
                try (var out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    var buffer = new byte[BUFFER_BYTES];
                    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                        out.write(buffer, 0, read);
                        offset += read;
                        watcher.at(offset, total);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + source, e);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Is told how far a download is. */
    @FunctionalInterface
    interface Watcher {
        void at(long doneBytes, long totalBytes);
    }
}
