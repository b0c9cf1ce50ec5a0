package io.evobridge.sink.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgreSqlErrorsTest {

    private static final Dialect DIALECT = new PostgreSqlDialect();

    private static ConnectException classified(String state) {
        return SqlErrors.of(DIALECT, new SQLException("message", state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "57P03", "25006", "40001", "40P01", "53100", "53300", "55P03", "57014"})
    void anOutageIsWaitedFor(String state) {
        assertThat(classified(state)).isInstanceOf(RetriableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22P02", "22003", "22021", "23502", "23503", "23505", "23514", "P0001"})
    void dataThatTheDatabaseRefusesIsPoison(String state) {
        assertThat(classified(state)).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "3D000", "42501", "42601"})
    void aRefusalForGoodStopsTheTask(String state) {
        assertThat(classified(state)).isExactlyInstanceOf(ConnectException.class);
    }

    @Test
    void messagesDoNotRepeatValues() {
        // Given
        SQLException syntax = new SQLException("ERROR: invalid input syntax for type integer: \"secret\"", "22P02");
        SQLException range = new SQLException("ERROR: value \"77secret\" is out of range for type integer", "22003");

        // When / Then
        assertThat(DIALECT.describe(syntax)).contains("type integer").doesNotContain("secret");
        assertThat(DIALECT.describe(range)).contains("out of range").doesNotContain("secret");
    }
}
