package io.evobridge.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherExitIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void servers_die_with_a_launcher_that_is_killed(@TempDir Path home) throws IOException {
        // Given
        var launch = launch(home);

        // When
        launch.launcher.destroyForcibly();

        // Then
        await().atMost(PATIENCE).until(() -> !launch.server.isAlive());
    }

    @Test
    void servers_are_stopped_cleanly_when_the_launcher_is_asked_to_end(@TempDir Path home) throws IOException {
        // Given
        var launch = launch(home);

        // When
        launch.launcher.destroy();

        // Then
        await().atMost(PATIENCE).until(() -> !launch.server.isAlive() && !launch.launcher.isAlive());
        assertThat(Files.readString(home.resolve("redis.log"))).contains("ready to exit, bye bye");
    }

    @Test
    void a_paused_server_dies_with_its_launcher_too(@TempDir Path home) throws IOException {
        // Given
        var launch = launch(home);
        new ProcessBuilder("kill", "-s", "STOP", Long.toString(launch.server.pid())).start();

        // When
        launch.launcher.destroyForcibly();

        // Then
        await().atMost(PATIENCE).until(() -> !launch.server.isAlive());
    }

    private static Launch launch(Path home) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                home.toString());
        var launcher = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var pid = new BufferedReader(new InputStreamReader(launcher.getInputStream(), UTF_8)).readLine();
        assertThat(pid).as("the launcher's server").isNotNull();
        return new Launch(launcher, ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
    }

    private record Launch(Process launcher, ProcessHandle server) {}

    /** A program that starts a Redis, tells its process id and never ends by itself. */
    static final class Launcher {

        private Launcher() {}

        public static void main(String[] arguments) throws InterruptedException {
            var redis = Redis.start(Path.of(arguments[0]));
            System.out.println(redis.pid());
            Thread.currentThread().join();
        }
    }
}
