package io.evobridge.sink.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InfluxDbSinkConnectorTest {

    private static final String UNREACHABLE = "http://127.0.0.1:9";

    @Test
    @DisplayName("the service loader finds the connector")
    void service() {
        assertThat(ServiceLoader.load(SinkConnector.class)).hasAtLeastOneElementOfType(InfluxDbSinkConnector.class);
    }

    @Test
    @DisplayName("every complaint is on the key that it concerns and says what to do")
    void complaints() {
        assertThat(errors()).containsOnlyKeys("connection.url");
        assertThat(errors("connection.url", "localhost:8086"))
                .hasEntrySatisfying(
                        "connection.url",
                        message -> assertThat(message).contains("must be an address such as http://127.0.0.1:8086"));
        assertThat(errors("connection.url", UNREACHABLE))
                .containsEntry("database", "api.version=v1 writes to a database; set its name");
        assertThat(errors("connection.url", UNREACHABLE, "api.version", "v2"))
                .containsEntry("bucket", "api.version=v2 writes to a bucket; set its name");
        assertThat(errors("connection.url", UNREACHABLE, "api.version", "v3"))
                .hasEntrySatisfying(
                        "api.version", message -> assertThat(message).contains("one of v1, v2"));
        assertThat(errors("connection.url", UNREACHABLE, "database", "d", "connection.password", "p"))
                .containsOnlyKeys("connection.username");
        assertThat(errors("connection.url", UNREACHABLE, "database", "d", "tags", "a:b:c"))
                .hasEntrySatisfying("tags", message -> assertThat(message).contains("[entity:]field"));
        assertThat(errors("connection.url", UNREACHABLE, "database", "d"))
                .hasEntrySatisfying(
                        "connection.url", message -> assertThat(message).contains("cannot be reached"));
    }

    @Test
    @DisplayName("the server's answer decides about a valid configuration")
    void asksTheServer() throws Exception {
        try (StubServer server = new StubServer()) {
            assertThat(errors("connection.url", server.url(), "database", "d")).isEmpty();
            server.answers(404, "{\"error\":\"database not found: \\\"d\\\"\"}");
            assertThat(errors("connection.url", server.url(), "database", "d"))
                    .hasEntrySatisfying(
                            "database", message -> assertThat(message).contains("database.create=true"));
            server.answers(404, "{\"error\":\"database not found: \\\"d\\\"\"}");
            assertThat(errors("connection.url", server.url(), "database", "d", "database.create", "true"))
                    .isEmpty();
            server.answers(401, "{\"code\":\"unauthorized\",\"message\":\"unauthorized access\"}");
            assertThat(errors("connection.url", server.url(), "api.version", "v2", "bucket", "b"))
                    .hasEntrySatisfying("bucket", message -> assertThat(message).contains("unauthorized access"));
            server.answers(400, "{\"code\":\"invalid\",\"message\":\"writing requires points\"}");
            assertThat(errors("connection.url", server.url(), "api.version", "v2", "bucket", "b"))
                    .isEmpty();
        }
    }

    private static Map<String, String> errors(String... settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put("connect.timeout.ms", "10000");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        List<ConfigValue> values =
                new InfluxDbSinkConnector().validate(properties).configValues();
        return values.stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, value -> String.join("; ", value.errorMessages())));
    }
}
