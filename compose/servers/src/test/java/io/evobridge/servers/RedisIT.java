package io.evobridge.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisIT extends ServerContract<Redis> {

    @Override
    Redis start(Path home) {
        return Redis.start(home);
    }

    @Override
    void write(Redis redis, int number) throws IOException {
        assertThat(say(redis, "SADD numbers " + number)).isEqualTo(":1");
    }

    @Override
    void expect(Redis redis, int number) throws IOException {
        assertThat(say(redis, "SISMEMBER numbers " + number)).isEqualTo(":1");
    }

    @Test
    void its_client_is_opened_by_the_line_for_a_shell(@TempDir Path home) throws IOException {
        try (var redis = Redis.start(home)) {
            var client = new ProcessBuilder("sh", "-c", redis.client() + " PING")
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("PONG\n");
        }
    }

    private static String say(Redis redis, String command) throws IOException {
        try (var socket = new Socket(redis.host(), redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        }
    }
}
