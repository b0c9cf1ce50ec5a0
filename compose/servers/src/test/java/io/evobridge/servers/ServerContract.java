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
    void keeps_address_and_data_through_a_pause_a_crash_and_a_restart_and_is_gone_after_close(@TempDir Path home)
            throws Exception {
        S server = start(home);
        try (server) {
            // Given
            write(server, 1);
            var address = server.address();
            server.pause();
            assertThat(server.isAlive()).isTrue();
            server.resume();
            expect(server, 1);

            // When
            server.kill();
            assertThat(server.isAlive()).isFalse();
            server.restart();

            // Then
            assertThat(server.isAlive()).isTrue();
            assertThat(server.address()).isEqualTo(address);
            expect(server, 1);
            write(server, 2);
            server.restart();
            expect(server, 2);
        }
        assertThat(server.isAlive()).isFalse();
        assertThatThrownBy(() -> expect(server, 1)).isInstanceOf(Exception.class);
    }
}
