package io.evobridge.connect.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizeConfigTest {

    @Test
    void aMappingIsReadFromTheKeysOfItsEntity() {
        NormalizeConfig config = new NormalizeConfig(config(
                "entity.customer.key",
                "id",
                "entity.customer.columns",
                "name:full_name, risk:r",
                "entity.customer.fields",
                "name"));

        EntityMapping mapping = config.mappings().get(0);

        assertThat(mapping.table()).isEqualTo("shop.customers");
        assertThat(mapping.key()).containsExactly("id");
        assertThat(mapping.fieldOf("full_name")).isEqualTo("name");
        assertThat(mapping.columnOf("risk")).isEqualTo("r");
        assertThat(mapping.fields()).containsExactly("name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bridge                  | Trading      | Invalid value Trading for configuration bridge: must match [a-z][a-z0-9-]{0,39}
            node                    | a.b          | Invalid value a.b for configuration node: must match [a-z][a-z0-9-]{0,39}
            entity.customer.table   | customers    | Invalid value customers for configuration entity.customer.table: must be database.table or schema.table
            entity.customer.columns | name         | Invalid value name for configuration entity.customer.columns: must be field:column
            entity.customer.keys    | id           | Invalid value id for configuration entity.customer.keys: is not a key of an entity: columns, constants, conversions, exclude, fields, key, splits, table
            entity.order.table      | shop.orders  | Invalid value shop.orders for configuration entity.order.table: entity 'order' is not listed in entities
            """)
    void aMistakeNamesKeyValueAndRule(String key, String value, String message) {
        assertThatThrownBy(() -> new NormalizeConfig(config(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void twoEntitiesCannotShareATable() {
        assertThatThrownBy(() -> new NormalizeConfig(
                        config("entities", "customer,person", "entity.person.table", "shop.customers")))
                .hasMessageContaining("entity.person.table")
                .hasMessageContaining("is already the table of customer");
    }

    private static Map<String, String> config(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "bridge", "trading",
                "node", "shop",
                "entities", "customer",
                "entity.customer.table", "shop.customers"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }
}
