package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every server promises: real answers, and the same address and data after a crash. */
abstract class ServerContract<S extends Server> {

    abstract S start(Path home) throws Exception;

    abstract void write(S server, int number) throws Exception;

    /** Fails when the number was not written. */
    abstract void expect(S server, int number) throws Exception;

    @Test
    void what_was_acknowledged_survives_a_crash_and_the_address_stays(@TempDir Path home) throws Exception {
        try (S server = start(home)) {
            // Given
            write(server, 1);
            var address = server.address();

            // When
            server.kill();
            assertThat(server.isAlive()).isFalse();
            server.restart();

            // Then
            assertThat(server.isAlive()).isTrue();
            assertThat(server.address()).isEqualTo(address);
            expect(server, 1);
            write(server, 2);
            server.stop();
            server.restart();
            expect(server, 2);
        }
    }

    @Test
    void a_pause_keeps_the_port_and_after_it_the_server_answers_again(@TempDir Path home) throws Exception {
        try (S server = start(home)) {
            // Given
            write(server, 1);

            // When
            server.pause();
            assertThat(server.isAlive()).isTrue();
            server.resume();

            // Then
            expect(server, 1);
        }
    }

    @Test
    void after_close_nothing_answers(@TempDir Path home) throws Exception {
        // Given
        S server = start(home);
        write(server, 1);

        // When
        server.close();

        // Then
        assertThat(server.isAlive()).isFalse();
        assertThatThrownBy(() -> expect(server, 1)).isInstanceOf(Exception.class);
    }
}
