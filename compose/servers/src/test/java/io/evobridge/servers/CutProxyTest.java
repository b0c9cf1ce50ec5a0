package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CutProxyTest {

    private ServerSocket echo;
    private CutProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var server = new Thread(this::echoAll);
        server.setDaemon(true);
        server.start();
        proxy = CutProxy.to("127.0.0.1", echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passes_bytes_both_ways() throws IOException {
        try (var client = new Socket(proxy.host(), proxy.port())) {
            assertThat(ask(client)).isEqualTo('x');
        }
    }

    @Test
    void a_cut_breaks_open_connections_and_refuses_new_ones_until_it_heals() throws IOException {
        try (var client = new Socket(proxy.host(), proxy.port())) {
            // Given
            assertThat(ask(client)).isEqualTo('x');

            // When
            proxy.cut();

            // Then
            assertBroken(client);
            try (var late = new Socket(proxy.host(), proxy.port())) {
                assertBroken(late);
            }
            proxy.heal();
            try (var later = new Socket(proxy.host(), proxy.port())) {
                assertThat(ask(later)).isEqualTo('x');
            }
        }
    }

    @Test
    void a_stall_holds_bytes_back_and_delivers_them_when_it_heals() throws IOException {
        try (var client = new Socket(proxy.host(), proxy.port())) {
            // Given
            assertThat(ask(client)).isEqualTo('x');
            proxy.stall();

            // When
            client.getOutputStream().write('y');
            client.setSoTimeout(200);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();

            // Then
            client.setSoTimeout(60_000);
            assertThat(client.getInputStream().read()).isEqualTo('y');
        }
    }

    private static int ask(Socket client) throws IOException {
        client.setSoTimeout(60_000);
        client.getOutputStream().write('x');
        return client.getInputStream().read();
    }

    private static void assertBroken(Socket client) {
        int answer;
        try {
            answer = ask(client);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection still stands", e);
        } catch (IOException e) {
            return;
        }
        assertThat(answer).isEqualTo(-1);
    }

    private void echoAll() {
        while (true) {
            try {
                var client = echo.accept();
                var thread = new Thread(() -> echo(client));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The test broke the connection.
        }
    }
}
