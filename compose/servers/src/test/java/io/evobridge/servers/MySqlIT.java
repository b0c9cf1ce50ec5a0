package io.evobridge.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlIT extends ServerContract<MySql> {

    @Override
    MySql start(Path home) throws SQLException {
        var mysql = MySql.start(home);
        mysql.createDatabase("shop");
        try (var connection = mysql.connect("shop");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE numbers (n INT PRIMARY KEY)");
        }
        return mysql;
    }

    @Override
    void write(MySql mysql, int number) throws SQLException {
        try (var connection = mysql.connect("shop");
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO numbers VALUES (" + number + ")");
        }
    }

    @Override
    void expect(MySql mysql, int number) throws SQLException {
        assertThat(ask(mysql, "SELECT n FROM shop.numbers WHERE n = " + number)).isEqualTo(Integer.toString(number));
    }

    @Test
    void two_servers_run_side_by_side_with_identities_of_their_own(@TempDir Path home) throws SQLException {
        try (var first = MySql.start(home.resolve("first"));
                var second = MySql.start(home.resolve("second"))) {
            assertThat(ask(first, "SELECT @@server_uuid")).isNotEqualTo(ask(second, "SELECT @@server_uuid"));
            assertThat(ask(first, "SELECT @@server_id")).isNotEqualTo(ask(second, "SELECT @@server_id"));
        }
    }

    @Test
    void its_log_can_be_captured(@TempDir Path home) throws SQLException {
        try (var mysql = MySql.start(home)) {
            assertThat(ask(mysql, "SELECT CONCAT_WS(' ', @@gtid_mode, @@binlog_format, @@binlog_row_image, @@log_bin)"))
                    .isEqualTo("ON ROW FULL 1");
            assertThat(ask(mysql, "SELECT CURRENT_USER()")).isEqualTo("evobridge@127.0.0.1");
        }
    }

    @Test
    void its_client_is_opened_by_the_line_for_a_shell(@TempDir Path home) throws Exception {
        try (var mysql = MySql.start(home)) {
            mysql.createDatabase("shop");
            var client = new ProcessBuilder("sh", "-c", mysql.client("shop") + " -N -e 'SELECT DATABASE()'")
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("shop\n");
        }
    }

    private static String ask(MySql mysql, String query) throws SQLException {
        try (var connection = mysql.connect("");
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
