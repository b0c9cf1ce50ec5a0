package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeFileTest {

    private static final String VALID = """
            bridge: trading
            partitions: 2
            kafka:
              bootstrap.servers: ${env:KAFKA}
            registry: http://127.0.0.1:8080
            nodes:
              shop:
                type: mysql
                direction: source
                address: db.example:3307
                database: shop
                username: evobridge
                password: ${env:SHOP_PASSWORD}
                settings:
                  snapshot.mode: initial
              sessions:
                type: redis
                direction: sink
                address: cache.example
            entities:
              customer:
                key: [id]
                policy: lww
                mappings:
                  shop:
                    table: customers
                    columns:
                      name: full_name
                  sessions:
                    key.pattern: session:{id}
                    ttl.fields: [a, b]
            """;

    private static final Map<String, String> ENVIRONMENT = Map.of("KAFKA", "127.0.0.1:9092");

    @Test
    void aFileDescribesNodesEntitiesAndMappings() {
        Bridge bridge = BridgeFile.parse("bridge.yaml", VALID, ENVIRONMENT);

        assertThat(bridge.name()).isEqualTo("trading");
        assertThat(bridge.bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(bridge.registry()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        Node shop = bridge.sources().get(0);
        assertThat(shop.address()).isEqualTo(new Address("db.example", 3307));
        assertThat(shop.settings()).containsEntry("snapshot.mode", "initial");
        assertThat(bridge.sinks().get(0).address()).isEqualTo(new Address("cache.example", 6379));
        Entity customer = bridge.entities().get(0);
        assertThat(customer.key()).isEqualTo(List.of("id"));
        Mapping onShop = customer.on(shop).orElseThrow();
        assertThat(onShop.table()).isEqualTo(Optional.of(new SqlTable("shop", "customers")));
        assertThat(onShop.columns()).isEqualTo(Map.of("name", "full_name"));
        assertThat(customer.on(bridge.sinks().get(0)).orElseThrow().settings())
                .isEqualTo(Map.of("key.pattern", "session:{id}", "ttl.fields", "a,b"));
    }

    @Test
    void aNodeMayBeASourceAndASinkAtOnce() {
        Bridge bridge = parseWith("direction: source", "direction: both");

        assertThat(bridge.sources()).extracting(Node::name).containsExactly("shop");
        assertThat(bridge.sinks()).extracting(Node::name).containsExactly("shop", "sessions");
        assertThat(bridge.writable()).extracting(Node::name).containsExactly("shop");
    }

    @Test
    void aSecretStaysAReference() {
        Bridge bridge = BridgeFile.parse("bridge.yaml", VALID, ENVIRONMENT);

        assertThat(bridge.nodes().get(0).password().orElseThrow().text()).isEqualTo("${env:SHOP_PASSWORD}");
        assertThatThrownBy(() -> parseWith("${env:SHOP_PASSWORD}", "hunter2"))
                .hasMessageContaining("bridge.yaml:13: nodes.shop.password must be a reference")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partitions: 2 | partitions: many | bridge.yaml:2: partitions is 'many' but must be a whole number",
                "partitions: 2 | partitons: 2 | bridge.yaml:2: partitons is not known here; did you mean 'partitions'?",
                "bridge: trading | bridge: Trading! | bridge.yaml:1: bridge is 'Trading!' but must be a bridge name",
                "type: redis | type: reddis | but must be one of mysql, mariadb, postgresql, redis, influxdb; did you mean 'redis'?",
                "direction: source | direction: boht | nodes.shop.direction is 'boht' but must be one of source, sink, both; did",
                "direction: sink | direction: both | nodes.sessions.direction cannot be both for a node of type redis",
                "    database: shop | # nothing | nodes.shop.database is missing",
                "db.example:3307 | db.example:x | nodes.shop.address is 'db.example:x' but must be host or host:port",
                "      sessions: | sesions: | which is not a node: shop, sessions; did you mean 'sessions'?",
                "key: [id] | key: [id, id] | entities.customer.key names a field twice",
                "http://127.0.0.1:8080 | 127.0.0.1 | registry is '127.0.0.1' but must be an address that begins with",
                "${env:KAFKA} | ${env:NOT_SET} | refers to the environment variable NOT_SET, which is not set",
                "bridge: trading | bridge: [ | not valid YAML",
            })
    void aMistakeIsReportedWithItsPlaceAndTheRule(String right, String wrong, String message) {
        assertThatThrownBy(() -> parseWith(right, wrong)).hasMessageContaining(message);
    }

    @Test
    void aMissingFileIsSaidSo() {
        assertThatThrownBy(() -> BridgeFile.read(Path.of("/nowhere/bridge.yaml"), Map.of()))
                .hasMessage("/nowhere/bridge.yaml: no such file");
    }

    private static Bridge parseWith(String right, String wrong) {
        int at = VALID.lastIndexOf(right);
        assertThat(at).as("the valid file holds '%s'", right).isNotNegative();
        String text = VALID.substring(0, at) + wrong + VALID.substring(at + right.length());
        return BridgeFile.parse("bridge.yaml", text, ENVIRONMENT);
    }
}
