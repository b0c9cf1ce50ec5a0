package io.evobridge.sink.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.servers.Redis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPooled;

/** Validation: each complaint stands on the key that it concerns and says what to do. */
class RedisSinkConnectorIT {

    @TempDir
    private static Path home;

    private static Redis server;

    @BeforeAll
    static void startServer() {
        server = Redis.start(home);
        try (JedisPooled redis = RedisFixture.client(server)) {
            redis.configSet("requirepass", "open-sesame");
        }
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static Map<String, List<String>> complaints(String... settings) {
        Map<String, String> properties = RedisFixture.properties(server.uri(), "connection.password", "open-sesame");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new RedisSinkConnector()
                .validate(properties).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    @Test
    @DisplayName("a configuration that works has no complaint")
    void valid() {
        assertThat(complaints()).isEmpty();
        assertThat(complaints("primary.key.fields", "session:id", "key.pattern", "session:{id}"))
                .isEmpty();
    }

    @Test
    @DisplayName("a pattern that a deletion cannot fill is refused before the first deletion")
    void patternOfDeletions() {
        assertThat(complaints("key.pattern", "session:{id}"))
                .containsOnlyKeys("key.pattern")
                .hasEntrySatisfying(
                        "key.pattern",
                        messages -> assertThat(messages.get(0))
                                .isEqualTo(
                                        "key.pattern names [id], which a deletion has only as key fields: list all key fields in"
                                                + " primary.key.fields, use {key} or {0}, or set delete.enabled=false"));
        assertThat(complaints("key.pattern", "session:{id}", "delete.enabled", "false"))
                .isEmpty();
        assertThat(complaints("key.pattern", "session:{id}", "primary.key.mode", "record_key"))
                .isEmpty();
    }

    @Test
    @DisplayName("single values that break their rule are refused with the rule")
    void singleValues() {
        assertThat(complaints("key.pattern", "session")).containsOnlyKeys("key.pattern");
        assertThat(complaints("form", "list")).containsOnlyKeys("form");
        assertThat(complaints("form", "string")).containsOnlyKeys("form.string.field");
        assertThat(complaints("form.string.field", "name")).containsOnlyKeys("form.string.field");
        assertThat(complaints("ttl.ms", "-1")).containsOnlyKeys("ttl.ms");
        assertThat(complaints("delete.marker.ttl.ms", "0")).containsOnlyKeys("delete.marker.ttl.ms");
        assertThat(complaints("fence.key.prefix", "{x}")).containsOnlyKeys("fence.key.prefix");
    }

    @Test
    @DisplayName("a server that is not there, a URL that is none and a wrong password stand on their keys")
    void connection() {
        assertThat(complaints("connection.url", "redis://127.0.0.1:1")).containsOnlyKeys("connection.url");
        assertThat(complaints("connection.url", "http://127.0.0.1")).containsOnlyKeys("connection.url");
        assertThat(complaints("connection.password", "guess")).containsOnlyKeys("connection.password");
        assertThat(complaints(
                        "connection.url", "rediss://127.0.0.1:1", "connection.ssl.truststore.location", "/nowhere.p12"))
                .containsOnlyKeys("connection.ssl.truststore.location");
    }

    @Test
    @DisplayName("the connector is found by its service entry and gives every task a number")
    void service() {
        // Given
        RedisSinkConnector connector = (RedisSinkConnector) ServiceLoader.load(SinkConnector.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(RedisSinkConnector.class::isInstance)
                .findFirst()
                .orElseThrow();
        connector.start(RedisFixture.properties(server.uri(), "connection.password", "open-sesame"));

        // When
        List<Map<String, String>> tasks = connector.taskConfigs(2);

        // Then
        assertThat(connector.taskClass()).isEqualTo(RedisSinkTask.class);
        assertThat(tasks).hasSize(2).doesNotHaveDuplicates();
    }
}
