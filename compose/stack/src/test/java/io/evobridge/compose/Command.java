package io.evobridge.compose;

import io.evobridge.cli.Evobridge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The command {@code evobridge} as a person has typed it, in a process of its own.
 *
 * @param exitCode what it ended with
 * @param output everything that it has written
 */
record Command(int exitCode, String output) {

    private static final long PATIENCE_SECONDS = 120;

    /** Runs a command against a running bridge, which it is told the file and the Connect worker of. */
    static Command run(BridgeStack stack, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--config", stack.bridgeFile().toString()));
        line.addAll(List.of("--connect", stack.worker().url()));
        return typed(stack.variables(), line);
    }

    /** Runs a command exactly as it is given, with these further variables. */
    static Command typed(Map<String, String> variables, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Evobridge.class.getName()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Process> ended = process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        CompletableFuture<Process> unused = ended.exceptionally(failure -> {
            late.set(true);
            return process.destroyForcibly();
        });
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (late.get()) {
            throw new IllegalStateException("the command does not end: " + arguments + "\n" + output);
        }
        return new Command(exitCode, output);
    }
}
