package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortLeaseTest {

    @Test
    void two_that_draw_the_same_numbers_get_different_ports(@TempDir Path folder) {
        // Given
        var ports = new HashSet<Integer>();

        // When
        try (var first = PortLease.take(new Random(1), folder);
                var second = PortLease.take(new Random(1), folder)) {
            ports.add(first.port());
            ports.add(second.port());
        }

        // Then
        assertThat(ports).hasSize(2);
    }

    @Test
    void a_port_is_free_again_after_its_lease(@TempDir Path folder) {
        // Given
        int port;
        try (var first = PortLease.take(new Random(2), folder)) {
            port = first.port();
        }

        // When
        try (var again = PortLease.tryTake(port, folder)) {

            // Then
            assertThat(again).isNotNull();
        }
    }

    @Test
    void a_port_that_somebody_listens_on_is_not_leased(@TempDir Path folder) throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortLease.tryTake(listener.getLocalPort(), folder)).isNull();
        }
    }
}
