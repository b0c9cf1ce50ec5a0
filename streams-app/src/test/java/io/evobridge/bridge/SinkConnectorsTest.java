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

    @Test
    void aWritableNodeIsFencedInItsOwnDialect() {
        Map<String, String> config =
                sink("type: postgresql, direction: both, address: pg, database: crm", "{table: client}");

        assertThat(config)
                .containsEntry("connection.url", "jdbc:postgresql://pg:5432/crm")
                .containsEntry("collection.name.format", "public.client")
                .containsEntry("fence.node", "crm")
                .containsEntry("progress.enabled", "true");
    }

    @Test
    void aSinkThatNobodyElseWritesIsNotFenced() {
        Map<String, String> config =
                sink("type: mariadb, direction: sink, address: m, database: crm", "{table: client, exclude: [photo]}");

        assertThat(config)
                .containsEntry("connection.url", "jdbc:mariadb://m:3306/crm")
                .containsEntry("collection.name.format", "client")
                .containsEntry("field.exclude.list", "photo")
                .doesNotContainKey("fence.node");
    }

    @Test
    void columnsThatDifferInMoreThanTheirNamesAreSaidToTheSink() {
        Map<String, String> config = sink("type: postgresql, direction: both, address: pg, database: crm", """
                {table: client, split: {name: {columns: [first, last]}}, constants: {tenant: "a, b"},
                convert: {balance: {scale: 2}, age: {text: number}, active: {values: {Y: true, N: false}}}}""");

        assertThat(config)
                .containsEntry("field.conversions", "active:values:Y=true;N=false,age:number,balance:scale:2")
                .containsEntry("field.splits", "name:%20:first:last")
                .containsEntry("column.constants", "tenant:a%2C%20b");
    }

    private static Map<String, String> sink(String node, String mapping) {
        Bridge bridge = BridgeFile.parse("bridge.yaml", """
                bridge: trading
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                nodes:
                  crm: {%s}
                entities:
                  customer:
                    key: [id]
                    mappings:
                      crm: %s
                """.formatted(node, mapping), Map.of());
        return config(bridge, "trading-crm-customer");
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
        return config(bridge, "trading-history-customer");
    }

    private static Map<String, String> config(Bridge bridge, String connectorName) {
        return Connectors.of(bridge).stream()
                .filter(connector -> connector.name().equals(connectorName))
                .findFirst()
                .orElseThrow()
                .config();
    }
}
