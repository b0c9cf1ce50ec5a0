package io.evobridge.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.evobridge.load.report.Measured;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs measures, each in a JVM of its own: none inherits compiled code, garbage or threads of the one before, and one
 * that hangs can be ended with everything that it started.
 */
final class MeasureProcess {

    private static final Duration END_PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Size size;
    private final String commit;

    MeasureProcess(Path home, Size size, String commit) {
        this.home = home;
        this.size = size;
        this.commit = commit;
    }

    /** What the measure found; a failure is a finding too. */
    Measured run(Measure measure) throws IOException, InterruptedException {
        Path folder = home.resolve(measure.name());
        Folders.delete(folder);
        Files.createDirectories(folder);
        Path answer = folder.resolve("found.json");
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Process process =
                new ProcessBuilder(command(measure, folder, answer)).inheritIO().start();
        boolean ended;
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            ended = process.waitFor(measure.limit(size).toSeconds(), TimeUnit.SECONDS);
        } finally {
            end(process);
            Runtime.getRuntime().removeShutdownHook(end);
        }
        Found found;
        if (Files.exists(answer)) {
            found = JSON.readValue(answer.toFile(), Found.class);
        } else {
            found = Found.failed(
                    ended
                            ? "it ended without an answer, exit code " + process.exitValue()
                            : "it was not done within " + measure.limit(size).toMinutes() + " minutes");
        }
        return new Measured(
                measure.name(),
                measure.question(),
                size.name().toLowerCase(java.util.Locale.ROOT),
                commit,
                began.toString(),
                Duration.between(began, Instant.now()).toSeconds(),
                load,
                found.figures(),
                found.checks(),
                found.failure());
    }

    private List<String> command(Measure measure, Path folder, Path answer) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("evobridge."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        if (size == Size.FULL) {
            // In a quick look the second compiler would only take the processors: it is done when the look is over.
            command.add("-Devobridge.servers.compiler=full");
        }
        command.add("-Xmx" + measure.heapMegabytes() + "m");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MeasureMain.class.getName()));
        command.addAll(List.of(measure.name(), size.name(), folder.toString(), answer.toString()));
        return command;
    }

    /** Its servers end with it. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
