package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartIT {

    @Test
    void a_server_that_ends_while_starting_shows_its_log_and_what_to_do(@TempDir Path home) {
        assertThatThrownBy(() -> Redis.start(home, "--no-such-option", "1"))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("ended while starting")
                .hasMessageContaining("mend the cause and start again")
                .hasMessageContaining("Bad directive");
    }
}
