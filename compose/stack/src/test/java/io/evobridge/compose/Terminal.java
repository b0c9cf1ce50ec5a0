package io.evobridge.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A shell that a person types into; what it was told stays known to it. To be closed. */
final class Terminal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PROMPT = "walk-through-prompt";

    private final Process shell;
    private final Writer keyboard;
    private final StringBuilder screen = new StringBuilder();
    private final Thread reading;

    private Terminal(Process shell) {
        this.shell = shell;
        this.keyboard = shell.outputWriter(UTF_8);
        this.reading = new Thread(() -> read(shell.inputReader(UTF_8)), "screen");
        reading.start();
    }

    /** Opens one in a folder, with further variables. */
    static Terminal open(Path folder, Map<String, String> variables) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("bash").directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        return new Terminal(builder.start());
    }

    private void read(BufferedReader output) {
        try {
            String line;
            while ((line = output.readLine()) != null) {
                synchronized (screen) {
                    screen.append(line).append('\n');
                    screen.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types a line and waits until it is done: what it has printed. */
    String type(String line) throws IOException, InterruptedException {
        int begin = length();
        start(line + "\necho " + PROMPT);
        String printed = awaitText(PROMPT, begin);
        return printed.substring(0, printed.indexOf(PROMPT));
    }

    /** Types a line that goes on, and does not wait for its end. */
    void start(String line) throws IOException {
        keyboard.write(line + "\n");
        keyboard.flush();
    }

    /** Waits until a text has appeared. */
    void awaitText(String text) throws InterruptedException {
        awaitText(text, 0);
    }

    private String awaitText(String text, int begin) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (screen) {
            while (screen.indexOf(text, begin) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || (!shell.isAlive() && !reading.isAlive())) {
                    throw new AssertionError("'" + text + "' does not appear on the screen:\n" + screen);
                }
                screen.wait(Math.min(left, 1_000));
            }
            return screen.substring(begin);
        }
    }

    private int length() {
        synchronized (screen) {
            return screen.length();
        }
    }

    /** Ends whatever still runs in it, as closing its window would. */
    @Override
    public void close() {
        // Known before any of them ends: who has lost its parent is no descendant any more.
        List<ProcessHandle> children = shell.descendants().toList();
        children.forEach(ProcessHandle::destroy);
        children.forEach(child -> child.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        shell.destroy();
    }
}
