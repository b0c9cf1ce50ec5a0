package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergingSectionTest {

    @Test
    void nothingSaidMeansTheLastWriterOfTheRecord() {
        assertThat(merging("")).isEqualTo(Merging.DEFAULT);
    }

    @Test
    void everyFieldMayHaveItsPolicy() {
        Merging merging = merging("""
                fields: {balance: counter, tags: set, price: max, stock: min, note: lww, owner: priority},
                    prefer: [crm, shop], deletes: update-wins""");

        assertThat(merging.byField()).isTrue();
        assertThat(merging.policy()).isEqualTo(Merging.Policy.LWW);
        assertThat(merging.deletes()).isEqualTo(Merging.Deletes.UPDATE_WINS);
        assertThat(merging.prefer()).isEqualTo(List.of("crm", "shop"));
        assertThat(merging.fields())
                .isEqualTo(Map.of(
                        "balance", Merging.FieldPolicy.COUNTER,
                        "tags", Merging.FieldPolicy.SET,
                        "price", Merging.FieldPolicy.MAX,
                        "stock", Merging.FieldPolicy.MIN,
                        "note", Merging.FieldPolicy.LWW,
                        "owner", Merging.FieldPolicy.PRIORITY));
    }

    @Test
    void fieldsMayBeMergedOneByOneWithoutPoliciesOfTheirOwn() {
        assertThat(merging("merge: fields").byField()).isTrue();
        assertThat(merging("merge: record").byField()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy: lwww | customer.policy is 'lwww' but must be one of lww, priority, siblings; did you mean 'lww'?",
                "fields: {balance: count} | fields.balance is 'count' but must be one of lww, priority, max, min, counter",
                "'merge: record, fields: {balance: counter}' | customer.fields needs 'merge: fields'",
                "'merge: fields, policy: siblings' | customer.policy is 'siblings' but that keeps whole records",
                "policy: priority | customer.prefer is missing: 'priority' needs the nodes in falling preference",
                "fields: {owner: priority} | customer.prefer is missing: 'priority' needs the nodes",
                "fields: {id: max} | customer.fields has 'id', but a field of the key is never merged",
                "prefer: [shopp] | not a node that this entity's writes come from: shop, crm, api; did you mean 'shop'?",
                "prefer: [cache] | has 'cache', which is not a node that this entity's writes come from",
                "prefer: [crm, crm] | customer.prefer names a node twice",
                "bootstrap: {bye: updated_at} | customer.bootstrap.by is missing",
                "bootstrap: {by: updated_at, also: x} | customer.bootstrap.also is not known here",
                "'policy: priority, prefer: [crm], bootstrap: {by: updated_at}' | customer.bootstrap has no effect with",
                "deletes: never | customer.deletes is 'never' but must be one of lww, delete-wins, update-wins",
            })
    void aMistakeIsReportedWithTheRule(String keys, String message) {
        assertThatThrownBy(() -> merging(keys))
                .isInstanceOf(BridgeFileException.class)
                .hasMessageContaining(message);
    }

    private static Merging merging(String keys) {
        Bridge bridge = BridgeFile.parse("bridge.yaml", """
                bridge: trading
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                nodes:
                  shop: {type: mysql, direction: both, address: db, database: shop}
                  crm: {type: postgresql, direction: source, address: db, database: crm}
                  cache: {type: redis, direction: sink, address: cache}
                entities:
                  customer: {
                    key: [id],
                    mappings: {shop: {table: c}, crm: {table: c}, cache: {}},
                    %s
                  }
                """.formatted(keys), Map.of());
        return bridge.entities().get(0).merging();
    }
}
