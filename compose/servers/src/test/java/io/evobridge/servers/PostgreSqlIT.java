package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgreSqlIT extends ServerContract<PostgreSql> {

    @Override
    PostgreSql start(Path home) throws SQLException {
        var postgres = PostgreSql.start(home);
        postgres.createDatabase("shop");
        try (var connection = postgres.connect("shop");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE numbers (n INT PRIMARY KEY)");
        }
        return postgres;
    }

    @Override
    void write(PostgreSql postgres, int number) throws SQLException {
        try (var connection = postgres.connect("shop");
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO numbers VALUES (" + number + ")");
        }
    }

    @Override
    void expect(PostgreSql postgres, int number) throws SQLException {
        assertThat(ask(postgres, "SELECT n FROM numbers WHERE n = " + number)).isEqualTo(Integer.toString(number));
    }

    @Test
    void its_log_can_be_captured(@TempDir Path home) throws SQLException {
        try (var postgres = PostgreSql.start(home)) {
            postgres.createDatabase("shop");
            assertThat(ask(postgres, "SHOW wal_level")).isEqualTo("logical");
        }
    }

    private static String ask(PostgreSql postgres, String query) throws SQLException {
        try (var connection = postgres.connect("shop");
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
