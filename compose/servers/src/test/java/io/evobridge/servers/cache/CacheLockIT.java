package io.evobridge.servers.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheLockIT {

    @Test
    void another_process_is_kept_out_and_its_death_frees_the_lock(@TempDir Path folder) throws IOException {
        // Given
        var file = folder.resolve("lock");
        var holder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString()))
                .start();
        assertThat(new BufferedReader(new InputStreamReader(holder.getInputStream(), UTF_8)).readLine())
                .isEqualTo("held");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNull();
        }

        // When
        holder.destroyForcibly();
        var acted = new AtomicBoolean();
        CacheLock.of(file).holding(() -> acted.set(true));

        // Then
        assertThat(acted).isTrue();
    }

    /** A program that holds the lock until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            CacheLock.of(Path.of(arguments[0])).holding(() -> {
                System.out.println("held");
                try {
                    Thread.currentThread().join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
