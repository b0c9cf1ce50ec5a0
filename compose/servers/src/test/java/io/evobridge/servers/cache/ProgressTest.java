package io.evobridge.servers.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void a_terminal_shows_a_bar_that_is_wiped_at_the_end() {
        // Given
        var progress = new Progress(new PrintStream(bytes, true, UTF_8), true);

        // When
        progress.begin("MySQL");
        progress.update("MySQL", 276_000_000, 552_000_000);
        progress.end("MySQL");

        // Then
        assertThat(bytes.toString(UTF_8))
                .contains("\r[===============               ]  50% MySQL 276.0/552.0 MB")
                .endsWith("\r\u001b[KFetched MySQL." + System.lineSeparator());
    }

    @Test
    void elsewhere_a_line_comes_every_fifth_of_the_way() {
        // Given
        var progress = new Progress(new PrintStream(bytes, true, UTF_8), false);

        // When
        progress.begin("MySQL");
        for (int percent = 0; percent <= 100; percent++) {
            progress.update("MySQL", percent * 1_000_000L, 100_000_000);
        }
        progress.end("MySQL");

        // Then
        assertThat(bytes.toString(UTF_8).lines())
                .containsExactly(
                        "Fetching MySQL ...",
                        "   20% MySQL 20.0/100.0 MB",
                        "   40% MySQL 40.0/100.0 MB",
                        "   60% MySQL 60.0/100.0 MB",
                        "   80% MySQL 80.0/100.0 MB",
                        "  100% MySQL 100.0/100.0 MB",
                        "Fetched MySQL.");
    }
}
