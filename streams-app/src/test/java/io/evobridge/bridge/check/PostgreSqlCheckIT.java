package io.evobridge.bridge.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.servers.PostgreSql;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgreSqlCheckIT {

    @TempDir
    private Path home;

    @Test
    void everythingThatIsMissingIsSaidAtOnceAndMendedByWhatIsSaid() throws Exception {
        try (PostgreSql postgres = PostgreSql.start(home)) {
            postgres.createDatabase("shop");
            CheckedNode.execute(
                    postgres.connect("shop"),
                    "CREATE ROLE dealer",
                    "CREATE TABLE customers (id INT PRIMARY KEY, name TEXT)",
                    "ALTER TABLE customers OWNER TO dealer",
                    "CREATE ROLE poor LOGIN PASSWORD 'secret'",
                    "GRANT SELECT, DELETE ON customers TO poor");

            assertThat(check(postgres, "both").problems())
                    .containsExactlyInAnyOrder(
                            "node shop: the log does not hold the old rows of table public.customers: ALTER TABLE"
                                    + " \"public\".\"customers\" REPLICA IDENTITY FULL",
                            "node shop: table public.customers lacks privileges: GRANT INSERT, UPDATE ON"
                                    + " \"public\".\"customers\" TO poor",
                            "node shop: the account may not read the log: ALTER ROLE poor REPLICATION",
                            "node shop: the account may not create a publication: GRANT CREATE ON DATABASE shop TO poor",
                            "node shop: table public.customers belongs to dealer, and only an owner may publish it:"
                                    + " GRANT dealer TO poor");

            CheckedNode.execute(
                    postgres.connect("shop"),
                    "ALTER TABLE \"public\".\"customers\" REPLICA IDENTITY FULL",
                    "GRANT INSERT, UPDATE ON \"public\".\"customers\" TO poor",
                    "ALTER ROLE poor REPLICATION",
                    "GRANT CREATE ON DATABASE shop TO poor",
                    "GRANT dealer TO poor");
            assertThat(check(postgres, "source")).isEqualTo(new BridgeCheck(List.of(), List.of(), List.of()));
            assertThat(check(postgres, "both").problems())
                    .singleElement()
                    .asString()
                    .contains(
                            "execute it yourself: CREATE TABLE \"public\".\"evobridge_progress\" (topic VARCHAR(249)");

            CheckedNode.execute(postgres.connect("shop"), "GRANT CREATE ON SCHEMA public TO poor");
            assertThat(check(postgres, "both").notes())
                    .containsExactly("node shop: table public.evobridge_progress created");
            assertThat(check(postgres, "both")).isEqualTo(new BridgeCheck(List.of(), List.of(), List.of()));
        }
    }

    @Test
    void aServerThatCannotServeItsLogIsSaid() throws Exception {
        try (PostgreSql postgres = PostgreSql.start(
                home, "-c", "wal_level=replica", "-c", "max_replication_slots=0", "-c", "max_wal_senders=0")) {
            postgres.createDatabase("shop");
            CheckedNode.execute(
                    postgres.connect("shop"),
                    "CREATE TABLE customers (id INT PRIMARY KEY)",
                    "ALTER TABLE customers REPLICA IDENTITY FULL",
                    "CREATE ROLE poor LOGIN SUPERUSER PASSWORD 'secret'");

            assertThat(check(postgres, "source").problems())
                    .containsExactly(
                            "node shop: wal_level is replica, so the log does not hold the rows: ALTER SYSTEM SET"
                                    + " wal_level = 'logical', then restart the server",
                            "node shop: the server has no free replication slot: drop one that nobody uses, or ALTER"
                                    + " SYSTEM SET max_replication_slots = 5, then restart the server",
                            "node shop: the server has no free sender of its log: drop one that nobody uses, or ALTER"
                                    + " SYSTEM SET max_wal_senders = 5, then restart the server");
        }
    }

    private BridgeCheck check(PostgreSql postgres, String direction) throws IOException {
        return CheckedNode.check(
                home,
                "type: postgresql, direction: " + direction + ", address: \"" + postgres.host() + ":" + postgres.port()
                        + "\"",
                "{table: customers}");
    }
}
