package io.evobridge.resolver.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resolver as a process of its own, with the options of its launcher, that can be killed. */
final class ResolverProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern ADDRESS = Pattern.compile("serving health and metrics address=(\\S+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Process process;
    private final Path log;

    private ResolverProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts one with a bridge file, in the file's folder, and waits until it is ready. */
    static ResolverProcess start(Path bridgeFile) {
        Path folder = Objects.requireNonNull(bridgeFile.toAbsolutePath().getParent());
        Path log = folder.resolve("resolver-" + System.nanoTime() + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("src/main/dist/etc/jvm.options").toAbsolutePath());
        command.add("-Dlog4j2.configurationFile="
                + Path.of("src/main/dist/etc/log4j2.xml").toAbsolutePath());
        String testClasses = System.getProperty("java.class.path", "");
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", testClasses)));
        command.addAll(List.of(ResolverMain.class.getName(), "--config", bridgeFile.toString()));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            ResolverProcess resolver = new ResolverProcess(builder.start(), log);
            resolver.awaitReady();
            return resolver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address() + path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resident memory now, in MiB. */
    long residentMegabytes() throws IOException {
        Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1)) / 1024;
    }

    private void awaitReady() {
        await("a ready resolver")
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(e -> process.isAlive())
                .until(() -> {
                    assertThat(process.isAlive()).as(log()).isTrue();
                    return get("/health/ready").contains("up");
                });
    }

    /** Where it serves, as http://host:port. */
    String address() {
        Matcher matcher = ADDRESS.matcher(log());
        if (!matcher.find()) {
            throw new IllegalStateException("no address yet");
        }
        return matcher.group(1);
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
