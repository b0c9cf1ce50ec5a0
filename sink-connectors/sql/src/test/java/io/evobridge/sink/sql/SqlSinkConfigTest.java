package io.evobridge.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSinkConfigTest {

    @Test
    void a_url_and_defaults_are_enough() {
        // When
        SqlSinkConfig config = new SqlSinkConfig(Map.of("connection.url", "jdbc:mysql://db:3306/shop"));

        // Then
        assertThat(config.insertMode()).isEqualTo(InsertMode.UPSERT);
        assertThat(config.schemaEvolution()).isEqualTo(SchemaEvolution.NONE);
        assertThat(config.progressTable())
                .contains(new io.evobridge.sink.sql.dialect.TableName(null, "evobridge_progress"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:oracle://db/shop",
                "jdbc:postgresql:shop",
                "jdbc:mysql://db:3306",
                "jdbc:mysql://db:3306/?x=y",
                "db"
            })
    void a_url_without_a_database_is_refused(String url) {
        assertThatThrownBy(() -> new SqlSinkConfig(Map.of("connection.url", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection.url")
                .hasMessageContaining(
                        "must be a JDBC URL that begins with jdbc:mysql:, jdbc:mariadb: or jdbc:postgresql: and names a database");
    }

    @Test
    void a_mode_that_does_not_exist_is_refused_with_the_choices() {
        assertThatThrownBy(() -> new SqlSinkConfig(
                        Map.of("connection.url", "jdbc:mysql://db:3306/shop", "insert.mode", "merge")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be one of upsert, insert, update");
    }

    @Test
    void the_password_is_not_in_what_the_configuration_prints() {
        // When
        SqlSinkConfig config = new SqlSinkConfig(
                Map.of("connection.url", "jdbc:mysql://db:3306/shop", "connection.password", "hidden-word"));

        // Then
        assertThat(config.values().toString()).doesNotContain("hidden-word");
    }

    @Test
    void the_connector_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(SinkConnector.class)).hasAtLeastOneElementOfType(SqlSinkConnector.class);
    }
}
