package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.resolver.app.ResolverConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
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
    void aNodeMayBeBoundInHowFarItIsBehind() {
        Bridge bridge = parseWith("address: cache.example", "address: cache.example\n    staleness: {max.ms: 5000}");

        assertThat(bridge.nodes().get(0).staleness()).isEqualTo(StalenessBound.NONE);
        assertThat(bridge.nodes().get(1).staleness())
                .isEqualTo(new StalenessBound(OptionalLong.of(5_000), OptionalLong.empty()));
    }

    @Test
    void aBoundThatCannotBeMeantIsAMistake() {
        String sink = "address: cache.example";

        assertThatThrownBy(() -> parseWith(sink, sink + "\n    staleness: {max.ms: 5}"))
                .hasMessageContaining("nodes.sessions.staleness.max.ms is '5' but must be a whole number between 100");
        assertThatThrownBy(() -> parseWith(sink, sink + "\n    staleness: {max.version: 5}"))
                .hasMessageContaining("staleness.max.version is not known here; did you mean 'max.versions'?");
        assertThatThrownBy(() -> parseWith(sink, sink + "\n    staleness: {}"))
                .hasMessageContaining("nodes.sessions.staleness needs max.ms, max.versions or both");
        assertThatThrownBy(() -> parseWith("direction: source", "direction: source\n    staleness: {max.ms: 500}"))
                .hasMessageContaining("nodes.shop.staleness has no effect on a node that nothing is written to");
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
                "    database: shop | # nothing | bridge.yaml:7: nodes.shop.database is missing",
                "  customer: | Customer: | bridge.yaml:21: entities.Customer is 'Customer' but an entity's name is",
                "partitions: 2 | zzzzzzzz: 2 | is not known here; known are bridge, partitions, replication, kafka,",
                "table: customers | tabel: customers | bridge.yaml:26: entities.customer.mappings.shop.tabel is not known here; did",
                "key.pattern: session:{id} | table: sessions | bridge.yaml:30: entities.customer.mappings.sessions.table is for nodes",
                "key.pattern: session:{id} | accept.lossy: x | mappings.sessions.accept.lossy must be a list: [a, b]",
                "table: customers | accept.lossy: [name] | shop.accept.lossy is for nodes that are written to, and shop is a",
                "name: full_name | {name: x, other: x} | entities.customer.mappings.shop.columns has a column twice",
                "partitions: 2 | [a]: 2 | bridge.yaml:2: the file has a key that is no plain word",
                "db.example:3307 | db.example:x | nodes.shop.address is 'db.example:x' but must be host or host:port",
                "      sessions: | sesions: | bridge.yaml:29: entities.customer.mappings.sesions is for 'sesions', which is not a node: shop, sessions; did you mean 'sessions'?",
                "key: [id] | key: [id, id] | entities.customer.key names a field twice",
                "http://127.0.0.1:8080 | 127.0.0.1 | registry is '127.0.0.1' but must be an address that begins with",
                "${env:KAFKA} | ${env:NOT_SET} | refers to the environment variable NOT_SET, which is not set",
                "bridge: trading | bridge: [ | not valid YAML",
            })
    void aMistakeIsReportedWithItsPlaceAndTheRule(String right, String wrong, String message) {
        assertThatThrownBy(() -> parseWith(right, wrong)).hasMessageContaining(message);
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThatThrownBy(() -> BridgeFile.parse("bridge.yaml", """
                bridge: trading
                partitions: many
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                resolver: {http.prot: 1, threads: none, kafka.linger.ms: 5}
                nodes:
                  shop: {type: mysql, direction: sauce, address: db, database: shop}
                  cache: {type: redis, direction: sink, address: cache, adress: cache}
                  Crm: {}
                entities:
                  customer: {key: [id], prefer: [shop], policy: prio}
                  order: {key: [id], mappings: [shop, cash], typo: x}
                """, Map.of(), ResolverConfig::check))
                .isInstanceOfSatisfying(
                        BridgeFileException.class,
                        e -> assertThat(e.mistakes())
                                .containsExactly(
                                        "bridge.yaml:2: partitions is 'many' but must be a whole number between 1 and 1000",
                                        "bridge.yaml:5: resolver.http.prot is not known; did you mean 'http.port'?",
                                        "bridge.yaml:5: resolver.threads is 'none': Not a number of type INT",
                                        "bridge.yaml:7: nodes.shop.direction is 'sauce' but must be one of source, sink, both;"
                                                + " did you mean 'source'?",
                                        "bridge.yaml:8: nodes.cache.adress is not known here; did you mean 'address'?",
                                        "bridge.yaml:9: nodes.Crm is 'Crm' but a node's name must match [a-z][a-z0-9-]{0,39}",
                                        "bridge.yaml:11: entities.customer.policy is 'prio' but must be one of lww, priority,"
                                                + " siblings",
                                        "bridge.yaml:12: entities.order.mappings.cash is for 'cash', which is not a node:"
                                                + " shop, cache, Crm; did you mean 'cache'?",
                                        "bridge.yaml:12: entities.order.typo is not known here; known are key, table,"
                                                + " policy, merge, fields, deletes, prefer, bootstrap, mappings"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key: [id] | shop, sessions | customer",
                "key: [id], table: people | shop, sessions | people",
                "key: [id], mappings: [shop] | shop | customer",
                "key: [id], mappings: {shop: , sessions: {key.pattern: 'c:{id}'}} | shop, sessions | customer",
                "key: [id], table: people, mappings: {shop: {exclude: [note]}} | shop | people",
                "key: [id], table: people, mappings: {shop: {table: clients}} | shop | clients",
            })
    void whatTablesAgreeInNeedNotBeSaid(String entity, String nodes, String table) {
        Bridge bridge = BridgeFile.parse("bridge.yaml", """
                bridge: trading
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                nodes:
                  shop: {type: mysql, direction: both, address: db, database: shop}
                  sessions: {type: redis, direction: sink, address: cache}
                entities:
                  customer: {%s}
                """.formatted(entity), Map.of());

        Entity customer = bridge.entities().get(0);
        assertThat(customer.mappings()).containsOnlyKeys(nodes.split(", "));
        assertThat(customer.on(bridge.nodes().get(0)).orElseThrow().sqlTable()).isEqualTo(new SqlTable("shop", table));
    }

    @Test
    void aMappingKnowsTheKeysOfItsSchema() {
        Set<String> keys = new TreeSet<>();
        BridgeSchema.of(ResolverConfig.definition())
                .at("/$defs/mapping/properties")
                .fieldNames()
                .forEachRemaining(keys::add);

        assertThat(MappingSection.KEYS).containsExactlyInAnyOrderElementsOf(keys);
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
