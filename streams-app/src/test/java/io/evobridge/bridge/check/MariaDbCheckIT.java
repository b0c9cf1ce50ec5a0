package io.evobridge.bridge.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.servers.MariaDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbCheckIT {

    @TempDir
    private Path home;

    @Test
    void everythingThatIsMissingIsSaidAtOnceAndMendedByWhatIsSaid() throws Exception {
        try (MariaDb mariadb = MariaDb.start(home, "--binlog-format=MIXED", "--binlog-row-image=MINIMAL")) {
            mariadb.createDatabase("shop");
            CheckedNode.execute(
                    mariadb.connect("shop"),
                    "CREATE TABLE customers (id INT PRIMARY KEY, address INET6)",
                    "CREATE USER poor@'127.0.0.1' IDENTIFIED BY 'secret'",
                    "GRANT SELECT ON shop.customers TO poor@'127.0.0.1'");

            assertThat(check(mariadb).problems())
                    .containsExactlyInAnyOrder(
                            "node shop: binlog_format is MIXED, but other formats do not hold the rows: SET GLOBAL"
                                    + " binlog_format = 'ROW', and write it into the server's configuration",
                            "node shop: binlog_row_image is MINIMAL, but a change must be logged with the whole row:"
                                    + " SET GLOBAL binlog_row_image = 'FULL', and write it into the server's"
                                    + " configuration",
                            "node shop: column address of table shop.customers has a type that cannot be captured:"
                                    + " ALTER TABLE `shop`.`customers` MODIFY `address` VARCHAR(45)",
                            "node shop: the account may not read the binary log: GRANT REPLICATION SLAVE, REPLICATION"
                                    + " CLIENT ON *.* TO 'poor'@'127.0.0.1'",
                            "node shop: the account may not lock the tables for the moment in which the first snapshot"
                                    + " begins: GRANT RELOAD ON *.* TO 'poor'@'127.0.0.1'",
                            "node shop: table shop.customers may not be written: GRANT SELECT, INSERT, UPDATE, DELETE ON"
                                    + " `shop`.`customers` TO 'poor'@'127.0.0.1'");

            CheckedNode.execute(
                    mariadb.connect("shop"),
                    "SET GLOBAL binlog_format = 'ROW'",
                    "SET GLOBAL binlog_row_image = 'FULL'",
                    "ALTER TABLE `shop`.`customers` MODIFY `address` VARCHAR(45)",
                    "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'poor'@'127.0.0.1'",
                    "GRANT RELOAD ON *.* TO 'poor'@'127.0.0.1'",
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON `shop`.`customers` TO 'poor'@'127.0.0.1'",
                    "GRANT CREATE ON shop.* TO poor@'127.0.0.1'");
            assertThat(check(mariadb))
                    .isEqualTo(new BridgeCheck(
                            List.of(), List.of("node shop: table shop.evobridge_progress created"), List.of()));
        }
    }

    private BridgeCheck check(MariaDb mariadb) throws IOException {
        return CheckedNode.check(
                home,
                "type: mariadb, direction: both, address: \"" + mariadb.host() + ":" + mariadb.port() + "\"",
                "{table: customers}");
    }
}
