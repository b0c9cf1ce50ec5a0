package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceConnectorsTest {

    @Test
    void aMariaDbNodeIsReadLikeMySqlByItsOwnConnector() {
        assertThat(source("type: mariadb, direction: source, database: shop", "{table: customers}"))
                .containsEntry("connector.class", "io.debezium.connector.mariadb.MariaDbConnector")
                .containsEntry("database.port", "3306")
                .containsEntry("database.include.list", "shop")
                .containsEntry("table.include.list", "shop.customers")
                .containsEntry("bigint.unsigned.handling.mode", "precise")
                .containsEntry("schema.history.internal.kafka.topic", "trading.shop.schema-history");
    }

    @Test
    void aPostgreSqlNodeIsReadThroughASlotAndAPublicationOfItsOwn() {
        assertThat(source("type: postgresql, direction: source, database: crm", "{table: client}"))
                .containsEntry("connector.class", "io.debezium.connector.postgresql.PostgresConnector")
                .containsEntry("database.port", "5432")
                .containsEntry("database.dbname", "crm")
                .containsEntry("table.include.list", "public.client")
                .containsEntry("slot.name", "evobridge_trading_shop")
                .containsEntry("publication.name", "evobridge_trading_shop")
                .containsEntry("transforms.change.entity.customer.table", "public.client")
                .doesNotContainKeys("database.include.list", "bigint.unsigned.handling.mode");
    }

    @Test
    void aTableMayBeInAnotherSchema() {
        assertThat(source("type: postgresql, direction: both, database: crm", "{table: sales.client}"))
                .containsEntry("table.include.list", "sales.client,public.evobridge_progress");
    }

    @Test
    void whereSinksWriteTheirProgressIsCaptured() {
        assertThat(source("type: mysql, direction: both, database: shop", "{table: customers}"))
                .containsEntry("table.include.list", "shop.customers,shop.evobridge_progress");
        assertThat(source("type: mysql, direction: both, database: shop", "{table: other.customers}"))
                .containsEntry("table.include.list", "other.customers,other.evobridge_progress")
                .containsEntry("database.include.list", "other");
    }

    @Test
    void anExcludedColumnIsNoPartOfTheEntity() {
        assertThat(source("type: mysql, direction: source, database: shop", "{table: customers, exclude: [photo]}"))
                .containsEntry("transforms.change.entity.customer.exclude", "photo");
    }

    @Test
    void columnsThatDifferInMoreThanTheirNamesAreSaidToTheSource() {
        String prefix = "transforms.change.entity.customer.";
        assertThat(source("type: mysql, direction: source, database: shop", """
                        {table: customers, split: {name: {columns: [first, last], by: ", "}}, constants: {tenant: 7},
                        convert: {balance: {scale: 2}}}"""))
                .containsEntry(prefix + "conversions", "balance:scale:2")
                .containsEntry(prefix + "splits", "name:%2C%20:first:last")
                .containsEntry(prefix + "constants", "tenant:7");
    }

    @Test
    void namesOfReplicationSlotsAreValidAndDistinct() {
        String once = slot("a-b", "c");
        String twice = slot("a", "b-c");
        String longest = slot("b".repeat(40), "n".repeat(40));

        assertThat(once).matches("evobridge_a_b_c_[0-9a-f]{8}").isNotEqualTo(twice);
        assertThat(longest).matches("[a-z0-9_]{63}");
    }

    private static String slot(String bridgeName, String nodeName) {
        Bridge bridge = bridge(bridgeName, nodeName, "type: postgresql, direction: source, database: d", "{table: t}");
        return Connectors.of(bridge).get(0).config().getOrDefault("slot.name", "");
    }

    private static Map<String, String> source(String node, String mapping) {
        return Connectors.of(bridge("trading", "shop", node, mapping)).get(0).config();
    }

    private static Bridge bridge(String name, String nodeName, String node, String mapping) {
        return BridgeFile.parse("bridge.yaml", """
                bridge: %1$s
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                nodes:
                  %2$s: {%3$s, address: db}
                entities:
                  customer:
                    key: [id]
                    mappings:
                      %2$s: %4$s
                """.formatted(name, nodeName, node, mapping), Map.of());
    }
}
