package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.contract.mapping.ColumnRules;
import io.evobridge.contract.mapping.NumberText;
import io.evobridge.contract.mapping.Scale;
import io.evobridge.contract.mapping.Split;
import io.evobridge.contract.mapping.ValueMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnRulesSectionTest {

    @Test
    void aMappingSaysHowColumnsDifferFromFields() {
        // When
        ColumnRules rules = rules("""
                convert: {balance: {scale: 2}, age: {text: number}, active: {values: {Y: true, N: false}}}
                        split: {name: {columns: [first, last]}}
                        constants: {tenant: acme, origin: 7}""");

        // Then
        assertThat(rules.conversions())
                .isEqualTo(Map.of(
                        "balance",
                        new Scale(2),
                        "age",
                        NumberText.INSTANCE,
                        "active",
                        new ValueMap(Map.of("Y", "true", "N", "false"))));
        assertThat(rules.splits()).isEqualTo(Map.of("name", new Split(List.of("first", "last"), " ")));
        assertThat(rules.constants()).isEqualTo(Map.of("tenant", "acme", "origin", "7"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "convert: {balance: {scal: 2}} | crm.convert.balance.scal is not known here; did you mean 'scale'?",
                "convert: {balance: {scale: 0}} | convert.balance.scale is '0' but must be a number of digits from -18 to 18, not 0",
                "convert: {balance: {}} | convert.balance needs one of scale: <digits>, text: number and values:",
                "convert: {balance: {scale: 2, text: number}} | convert.balance needs one of scale",
                "convert: {age: {text: nubmer}} | convert.age.text is 'nubmer' but must be one of number; did you mean 'number'?",
                "convert: {a: {values: {Y: 1, N: 1}}} | convert.a.values must be the column's words with the field's",
                "convert: {id: {scale: 2}} | crm.convert has 'id', but a field of the key has one column",
                "split: {name: {columns: [first]}} | crm.split.name must be two or more different columns",
                "split: {phone: {columns: [a, b]}} | crm.split has 'phone', which is also in 'columns'",
                "split: {name: {columns: [first, tel]}} | crm.split has the column 'tel', which is the column of field phone",
                "constants: {no: 5} | crm.constants has the column 'no', which is the column of key field id",
                "constants: {photo: none} | crm.constants has the column 'photo', which is excluded",
            })
    void aMistakeIsReportedWithItsPlaceAndTheRule(String wrong, String message) {
        assertThatThrownBy(() -> rules(wrong))
                .hasMessageStartingWith("bridge.yaml:")
                .hasMessageContaining(message);
    }

    @Test
    void aNodeWithoutSqlHasNoColumns() {
        assertThatThrownBy(() -> parse("type: redis", "constants: {tenant: acme}"))
                .hasMessageContaining("crm.constants is for nodes with SQL");
    }

    private static ColumnRules rules(String keys) {
        Bridge bridge = parse("type: postgresql, database: crm", keys);
        return bridge.entities().get(0).on(bridge.nodes().get(0)).orElseThrow().rules();
    }

    private static Bridge parse(String type, String keys) {
        return BridgeFile.parse("bridge.yaml", """
                bridge: trading
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                nodes:
                  crm: {%s, direction: sink, address: pg}
                entities:
                  customer:
                    key: [id]
                    mappings:
                      crm:
                        table: client
                        columns: {id: no, phone: tel}
                        exclude: [photo]
                        %s
                """.formatted(type, keys), Map.of());
    }
}
