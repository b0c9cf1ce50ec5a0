package io.evobridge.bridge.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.servers.MySql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlCheckIT {

    @TempDir
    private Path home;

    @Test
    void everythingThatIsMissingIsSaidAtOnceAndMendedByWhatIsSaid() throws Exception {
        try (MySql mysql = MySql.start(
                home,
                "--binlog-format=MIXED",
                "--binlog-row-image=MINIMAL",
                "--binlog-row-value-options=PARTIAL_JSON",
                "--binlog-transaction-compression=ON",
                "--gtid-mode=OFF",
                "--enforce-gtid-consistency=OFF")) {
            mysql.createDatabase("shop");
            execute(
                    mysql,
                    "CREATE TABLE customers (id INT PRIMARY KEY, full_name TEXT NOT NULL)",
                    "CREATE USER poor@'127.0.0.1' IDENTIFIED BY 'secret'",
                    "GRANT SELECT ON shop.customers TO poor@'127.0.0.1'");

            assertThat(check(mysql, "both").problems())
                    .containsExactlyInAnyOrder(
                            "node shop: binlog_format is MIXED, but other formats do not hold the rows:"
                                    + " SET PERSIST binlog_format = 'ROW'",
                            "node shop: binlog_row_image is MINIMAL, but a change must be logged with the whole row:"
                                    + " SET PERSIST binlog_row_image = 'FULL'",
                            "node shop: binlog_row_value_options is PARTIAL_JSON, but parts of JSON documents cannot be"
                                    + " merged: SET PERSIST binlog_row_value_options = ''",
                            "node shop: binlog_transaction_compression is ON, but a compressed transaction has one"
                                    + " position: SET PERSIST binlog_transaction_compression = 'OFF'",
                            "node shop: gtid_mode is OFF, but only with GTIDs can the bridge tell its own transactions"
                                    + " from others: SET PERSIST enforce_gtid_consistency = ON, then SET PERSIST"
                                    + " gtid_mode = OFF_PERMISSIVE, ON_PERMISSIVE and ON, one after the other",
                            "node shop: the account may not read the binary log: GRANT REPLICATION SLAVE, REPLICATION"
                                    + " CLIENT ON *.* TO 'poor'@'127.0.0.1'",
                            "node shop: the account may not lock the tables for the moment in which the first snapshot"
                                    + " begins: GRANT RELOAD ON *.* TO 'poor'@'127.0.0.1'",
                            "node shop: table shop.customers may not be written: GRANT SELECT, INSERT, UPDATE, DELETE ON"
                                    + " `shop`.`customers` TO 'poor'@'127.0.0.1'");
            assertThat(check(mysql, "source").problems())
                    .noneMatch(problem -> problem.contains("gtid_mode") || problem.contains("written"));

            execute(
                    mysql,
                    "SET PERSIST binlog_format = 'ROW'",
                    "SET PERSIST binlog_row_image = 'FULL'",
                    "SET PERSIST binlog_row_value_options = ''",
                    "SET PERSIST binlog_transaction_compression = 'OFF'",
                    "SET PERSIST enforce_gtid_consistency = ON",
                    "SET PERSIST gtid_mode = OFF_PERMISSIVE",
                    "SET PERSIST gtid_mode = ON_PERMISSIVE",
                    "SET PERSIST gtid_mode = ON",
                    "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'poor'@'127.0.0.1'",
                    "GRANT RELOAD ON *.* TO 'poor'@'127.0.0.1'",
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON `shop`.`customers` TO 'poor'@'127.0.0.1'");
            assertThat(check(mysql, "both").problems())
                    .singleElement()
                    .asString()
                    .contains("the table in which sinks note their progress cannot be made")
                    .contains("execute it yourself: CREATE TABLE `shop`.`evobridge_progress` (topic VARCHAR(249)");

            execute(mysql, "GRANT ALL ON shop.* TO poor@'127.0.0.1'");
            assertThat(check(mysql, "both"))
                    .isEqualTo(new BridgeCheck(
                            List.of(), List.of("node shop: table shop.evobridge_progress created"), List.of()));
            assertThat(check(mysql, "both").notes()).isEmpty();
        }
    }

    @Test
    void aMappingThatDoesNotFitItsTableIsSaid() throws Exception {
        try (MySql mysql = MySql.start(home, "--skip-log-bin")) {
            mysql.createDatabase("shop");
            execute(
                    mysql,
                    "CREATE TABLE customers (no INT PRIMARY KEY, id INT)",
                    "CREATE TABLE evobridge_progress (topic VARCHAR(249), partition_no INT, sequence BIGINT,"
                            + " highest_hlc BIGINT, PRIMARY KEY (topic, partition_no))",
                    "CREATE USER poor@'127.0.0.1' IDENTIFIED WITH mysql_native_password BY 'secret'",
                    "GRANT ALL ON *.* TO poor@'127.0.0.1'");

            assertThat(problems(mysql, "both", "{table: customers, columns: {name: full_name}}"))
                    .containsExactlyInAnyOrder(
                            "node shop: the server writes no binary log: start it with log_bin in its configuration",
                            "node shop: table shop.customers has no column full_name for field name of entity customer:"
                                    + " mend the entity's 'key' or the mapping, or add the column",
                            "node shop: the primary key of table shop.customers is [no], but the key of entity customer"
                                    + " is [id]: change 'key' in the bridge file, or the primary key, or set"
                                    + " message.key.columns: shop.customers:id in the node's settings");
            assertThat(problems(mysql, "source", "{table: clients}"))
                    .contains("node shop: table shop.clients of entity customer is not there, or the account may not"
                            + " see it: create it, grant it, or mend 'table' of the mapping");
            assertThat(problems(mysql, "sink", "{table: clients, schema.evolution: basic}"))
                    .isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() throws IOException {
        BridgeCheck check = CheckedNode.check(
                home, "type: mysql, direction: source, address: \"127.0.0.1:1\"", "{table: customers}");

        assertThat(check.problems()).singleElement().asString().startsWith("node shop: 127.0.0.1:1 cannot be asked: ");
    }

    private BridgeCheck check(MySql mysql, String direction) throws IOException {
        return check(mysql, direction, "{table: customers, columns: {name: full_name}}");
    }

    private List<String> problems(MySql mysql, String direction, String mapping) throws IOException {
        return check(mysql, direction, mapping).problems();
    }

    private BridgeCheck check(MySql mysql, String direction, String mapping) throws IOException {
        return CheckedNode.check(
                home,
                "type: mysql, direction: " + direction + ", address: \"" + mysql.host() + ":" + mysql.port() + "\"",
                mapping);
    }

    private static void execute(MySql mysql, String... sql) throws SQLException {
        String url = mysql.jdbcUrl("shop").replace("jdbc:mysql:", "jdbc:mariadb:");
        CheckedNode.execute(DriverManager.getConnection(url, mysql.rootUser(), mysql.rootPassword()), sql);
    }
}
