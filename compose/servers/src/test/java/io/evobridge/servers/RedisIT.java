package io.evobridge.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;

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

    private static String say(Redis redis, String command) throws IOException {
        try (var socket = new Socket(redis.host(), redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        }
    }
}
