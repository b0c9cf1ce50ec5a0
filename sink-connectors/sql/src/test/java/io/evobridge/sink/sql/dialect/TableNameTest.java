package io.evobridge.sink.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableNameTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "customer, `customer`",
                "crm.customer, `crm`.`customer`",
                "server.shop.customer, `server_shop_customer`",
                "odd`name, `odd``name`",
                ".customer, `_customer`"
            })
    void a_collection_name_becomes_a_quoted_table(String collection, String sql) {
        assertThat(TableName.of(collection).sql(new MySqlDialect()::quote)).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource({
        "8.0.33, true",
        "8.0.18, false",
        "8.0.19-log, true",
        "9.4.0, true",
        "5.7.44, false",
        "10.11.6-MariaDB-0+deb12u1, false",
        "unknown, false"
    })
    void the_row_alias_is_used_where_the_server_knows_it(String version, boolean known) {
        assertThat(ServerVersion.knowsRowAlias(version)).isEqualTo(known);
    }
}
