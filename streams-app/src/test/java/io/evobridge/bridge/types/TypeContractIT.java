package io.evobridge.bridge.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.check.BridgeCheck;
import io.evobridge.servers.MySql;
import io.evobridge.servers.PostgreSql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypeContractIT {

    @TempDir
    private Path home;

    @Test
    void theTypesOfRealTablesAreJudgedBothWays() throws Exception {
        try (MySql mysql = MySql.start(home.resolve("mysql"));
                PostgreSql postgres = PostgreSql.start(home.resolve("postgresql"))) {
            mysql.createDatabase("shop");
            execute(mysql.connect("shop"), """
                    CREATE TABLE customers (id BIGINT UNSIGNED PRIMARY KEY, name VARCHAR(50) CHARACTER SET latin1,
                        tier ENUM('gold', 'it''s') NOT NULL, balance DECIMAL(12, 2), active TINYINT(1),
                        tags JSON, seen DATETIME(3), born TIMESTAMP(6) NULL DEFAULT CURRENT_TIMESTAMP(6),
                        twice BIGINT GENERATED ALWAYS AS (active * 2) STORED)
                    """);
            postgres.createDatabase("crm");
            execute(
                    postgres.connect("crm"),
                    "CREATE TYPE tier AS ENUM ('gold', 'it''s', 'none')",
                    "CREATE DOMAIN money_amount AS numeric(12, 2) NOT NULL",
                    """
                    CREATE TABLE customers (id numeric(20) PRIMARY KEY, name varchar(50), tier tier, balance money_amount,
                        active boolean, tags jsonb, seen timestamp, born timestamptz, twice bigint)
                    """,
                    "ALTER TABLE customers REPLICA IDENTITY FULL");
            String file = """
                    bridge: trading
                    kafka: {bootstrap.servers: "127.0.0.1:9092"}
                    registry: http://127.0.0.1:8080
                    nodes:
                      shop: {type: mysql, direction: both, address: "%s", database: shop, username: %s, password: "${env:SHOP}"}
                      crm: {type: postgresql, direction: both, address: "%s", database: crm, username: %s, password: "${env:CRM}"}
                    entities:
                      customer: {key: [id], table: customers}
                    """.formatted(mysql.address(), mysql.user(), postgres.address(), postgres.user());

            BridgeCheck check = BridgeCheck.look(
                    BridgeFile.parse("bridge.yaml", file, Map.of()),
                    Map.of("SHOP", mysql.password(), "CRM", postgres.password()));

            assertThat(check.types())
                    .extracting(line -> line.target() + "." + line.field() + ": " + line.sourceType() + " as "
                            + line.canonicalType() + " into " + line.targetType() + " "
                            + line.fit().word() + " "
                            + line.why())
                    .containsExactlyInAnyOrder(
                            "crm.id: bigint unsigned as Decimal(20,0) into numeric(20,0) widening holds more",
                            "crm.name: varchar(50) as string into character varying(50) widening holds more",
                            "crm.tier: enum('gold','it''s') as Enum into tier widening holds more",
                            "crm.balance: decimal(12,2) as Decimal(12,2) into numeric(12,2) lossy refuses null",
                            "crm.active: tinyint(1) as int32 into boolean lossy holds 0 and 1 only",
                            "crm.tags: json as Json into jsonb lossless ",
                            "crm.seen: datetime(3) as MicroTimestamp into timestamp without time zone widening holds more",
                            "crm.born: timestamp(6) as ZonedTimestamp into timestamp with time zone widening holds more",
                            "crm.twice: bigint as int64 into bigint lossless ",
                            "shop.id: numeric(20,0) as Decimal(20,0) into bigint unsigned lossy holds 0 to"
                                    + " 18446744073709551615 only",
                            "shop.name: character varying(50) as string into varchar(50) lossy has the character set latin1,"
                                    + " which lacks characters",
                            "shop.tier: tier as Enum into enum('gold','it''s') lossy has no word none, and refuses null",
                            "shop.balance: numeric(12,2) as Decimal(12,2) into decimal(12,2) lossless ",
                            "shop.active: boolean as boolean into tinyint(1) widening as 0 and 1",
                            "shop.tags: jsonb as Json into json lossless ",
                            "shop.seen: timestamp without time zone as MicroTimestamp into datetime(3) lossy rounds"
                                    + " seconds to 3 digits behind the point",
                            "shop.born: timestamp with time zone as ZonedTimestamp into timestamp(6) lossy holds 1970 to"
                                    + " 2038 only");
            assertThat(check.problems())
                    .hasSize(7)
                    .contains(
                            "entity customer: field active is lossy from shop (tinyint(1)) into crm (boolean), which holds"
                                    + " 0 and 1 only: change the column or the other one, or accept it in the mapping of crm:"
                                    + " accept.lossy: [balance, active]");
        }
    }

    private static void execute(Connection opened, String... statements) throws Exception {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
