package io.evobridge.servers.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A short-lived command whose output is read line by line and told when it fails. */
final class Command {

    private static final int KEPT_LINES = 40;

    private final List<String> words;
    private final Path folder;

    Command(Path folder, List<String> words) {
        this.folder = folder;
        this.words = List.copyOf(words);
    }

    /**
     * Runs it to its end and returns its last lines of output, standard error included.
     *
     * @param onLine sees each line, also those ended by a bare carriage return as progress displays do
     * @throws IOException when it cannot be run or exits with anything but 0; says what it printed
     */
    List<String> run(Consumer<String> onLine) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
        } catch (IOException e) {
            throw new IOException(words.get(0) + " cannot be run; install it (Debian, Ubuntu: apt-get install)", e);
        }
        var kept = new ArrayList<String>();
        try (var output = new InputStreamReader(process.getInputStream(), UTF_8)) {
            var line = new StringBuilder();
            for (int c = output.read(); c >= 0; c = output.read()) {
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                } else if (line.length() > 0) {
                    onLine.accept(line.toString());
                    if (c == '\n') {
                        kept.add(line.toString());
                        if (kept.size() > KEPT_LINES) {
                            kept.remove(0);
                        }
                    }
                    line.setLength(0);
                }
            }
            if (process.waitFor() != 0) {
                throw new IOException("'" + String.join(" ", words) + "' failed with exit code " + process.exitValue()
                        + ":\n" + String.join("\n", kept));
            }
            return kept;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while running " + words.get(0), e));
        } finally {
            process.destroy();
        }
    }

    List<String> run() throws IOException {
        return run(line -> {});
    }
}
