package io.evobridge.sink.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlErrorsTest {

    private static final Dialect DIALECT = new MySqlDialect();

    @ParameterizedTest
    @CsvSource({
        "40001, 1213",
        "HY000, 1205",
        "08S01, 0",
        "08004, 1040",
        "HY000, 1290",
        "HY000, 1836",
        "HY000, 1021",
        "HY000, 1114",
        "08S01, 1053",
        "HY000, 3024"
    })
    void an_outage_is_waited_for(String state, int code) {
        assertThat(SqlErrors.of(DIALECT, new SQLException("message", state, code)))
                .isInstanceOf(RetriableException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "22001, 1406",
        "22003, 1264",
        "HY000, 1366",
        "23000, 1048",
        "23000, 1062",
        "HY000, 1364",
        "23000, 1452",
        "22032, 3140",
        "22003, 1416",
        "HY000, 3819",
        "S1009, 0",
        "45000, 1644"
    })
    void data_that_the_database_refuses_is_poison(String state, int code) {
        assertThat(SqlErrors.of(DIALECT, new SQLException("message", state, code)))
                .isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @CsvSource({"28000, 1045", "42000, 1049", "42000, 1142", "42000, 1064"})
    void a_refusal_for_good_stops_the_task(String state, int code) {
        assertThat(SqlErrors.of(DIALECT, new SQLException("message", state, code)))
                .isExactlyInstanceOf(ConnectException.class);
    }

    @Test
    void a_connection_that_the_driver_gives_up_is_an_outage() {
        assertThat(SqlErrors.of(DIALECT, new SQLTransientConnectionException("message")))
                .isInstanceOf(RetriableException.class);
    }

    @Test
    void messages_do_not_repeat_values() {
        // Given
        SQLException duplicate =
                new SQLException("Duplicate entry 'O'Hara's secret' for key 'customer.email'", "23000", 1062);

        // When
        String message = SqlErrors.of(DIALECT, duplicate).getMessage();

        // Then
        assertThat(message).contains("customer.email").doesNotContain("secret");
    }
}
