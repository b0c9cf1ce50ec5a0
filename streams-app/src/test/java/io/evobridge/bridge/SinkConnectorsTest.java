package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkConnectorsTest {

    @Test
    void aPasswordWithoutUserIsTheTokenOfInfluxDb() {
        Map<String, String> config = history("password: \"${env:HISTORY_TOKEN}\"");

        assertThat(config)
                .containsEntry("connection.token", "${env:HISTORY_TOKEN}")
                .doesNotContainKeys("connection.username", "connection.password");
    }

    @Test
    void aPasswordWithUserIsThatUsersPassword() {
        Map<String, String> config = history("username: writer, password: \"${env:HISTORY_PASSWORD}\"");

        assertThat(config)
                .containsEntry("connection.username", "writer")
                .containsEntry("connection.password", "${env:HISTORY_PASSWORD}")
                .doesNotContainKey("connection.token");
    }

    @Test
    void settingsOfTheNodeWin() {
        Map<String, String> config = history("settings: {api.version: v2, database: other}");

        assertThat(config).containsEntry("api.version", "v2").containsEntry("database", "other");
    }

    private static Map<String, String> history(String account) {
        Bridge bridge = BridgeFile.parse("bridge.yaml", """
                bridge: trading
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                nodes:
                  shop: {type: mysql, direction: source, address: db, database: shop}
                  history: {type: influxdb, direction: sink, address: series, database: history, %s}
                entities:
                  customer:
                    key: [id]
                    mappings:
                      shop: {table: customers}
                      history: {tags: [region]}
                """.formatted(account), Map.of());
        return Connectors.of(bridge).stream()
                .filter(connector -> connector.name().equals("trading-history-customer"))
                .findFirst()
                .orElseThrow()
                .config();
    }
}
