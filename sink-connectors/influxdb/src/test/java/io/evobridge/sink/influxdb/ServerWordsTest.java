package io.evobridge.sink.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServerWordsTest {

    @Test
    @DisplayName("the sentence of either API is found")
    void sentence() {
        assertThat(ServerWords.in("{\"error\":\"database not found: \\\"x\\\"\"}\n"))
                .isEqualTo("database not found: \"x\"");
        assertThat(ServerWords.in("{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}"))
                .isEqualTo("unauthorized access");
        assertThat(ServerWords.in("bad gateway\n")).isEqualTo("bad gateway");
        assertThat(ServerWords.in("{broken")).isEqualTo("{broken");
        assertThat(ServerWords.in("")).isEmpty();
    }

    @Test
    @DisplayName("a line that the server repeats stays out of the message")
    void repeatedLine() {
        // Given
        String body = "{\"error\":\"unable to parse 'm,name=secret f=': missing field value\\n"
                + "unable to parse 'm,name=it's f=x': invalid boolean\"}";

        // When
        String words = ServerWords.in(body);

        // Then
        assertThat(words).isEqualTo("unable to parse the point: invalid boolean");
    }

    @Test
    @DisplayName("endless words are cut")
    void cut() {
        assertThat(ServerWords.in("x".repeat(10_000))).hasSize(501).endsWith("…");
    }
}
