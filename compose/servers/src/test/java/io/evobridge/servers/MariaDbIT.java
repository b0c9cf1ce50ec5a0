package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbIT extends ServerContract<MariaDb> {

    @Override
    MariaDb start(Path home) throws SQLException {
        var mariadb = MariaDb.start(home);
        mariadb.createDatabase("shop");
        try (var connection = mariadb.connect("shop");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE numbers (n INT PRIMARY KEY)");
        }
        return mariadb;
    }

    @Override
    void write(MariaDb mariadb, int number) throws SQLException {
        try (var connection = mariadb.connect("shop");
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO numbers VALUES (" + number + ")");
        }
    }

    @Override
    void expect(MariaDb mariadb, int number) throws SQLException {
        assertThat(ask(mariadb, "SELECT n FROM shop.numbers WHERE n = " + number))
                .isEqualTo(Integer.toString(number));
    }

    @Test
    void its_log_can_be_captured(@TempDir Path home) throws SQLException {
        try (var mariadb = MariaDb.start(home)) {
            assertThat(ask(mariadb, "SELECT CONCAT_WS(' ', @@binlog_format, @@binlog_row_image, @@log_bin)"))
                    .isEqualTo("ROW FULL ON");
        }
    }

    private static String ask(MariaDb mariadb, String query) throws SQLException {
        try (var connection = mariadb.connect("");
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
