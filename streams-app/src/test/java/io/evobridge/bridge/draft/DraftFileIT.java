package io.evobridge.bridge.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Node;
import io.evobridge.servers.MySql;
import io.evobridge.servers.PostgreSql;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftFileIT {

    @TempDir
    private static Path home;

    private static final DraftFile FILE =
            new DraftFile("trading", "127.0.0.1:9092", URI.create("http://127.0.0.1:8080"));

    private static MySql mysql;
    private static PostgreSql postgres;

    @BeforeAll
    static void startServers() throws Exception {
        mysql = MySql.start(home.resolve("mysql"));
        mysql.createDatabase("shop");
        execute(
                mysql.connect("shop"),
                "CREATE TABLE customers (id BIGINT PRIMARY KEY, name TEXT, tier INT)",
                "CREATE TABLE order_lines (order_no BIGINT, line_no INT, PRIMARY KEY (order_no, line_no))",
                "CREATE TABLE log (line TEXT)",
                "CREATE TABLE prices (id INT PRIMARY KEY)",
                "CREATE TABLE evobridge_progress (topic VARCHAR(9) PRIMARY KEY)");
        postgres = PostgreSql.start(home.resolve("postgresql"));
        postgres.createDatabase("crm");
        execute(
                postgres.connect("crm"),
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.customers (id BIGINT PRIMARY KEY, name TEXT, region TEXT)",
                "CREATE TABLE order_lines (order_no BIGINT, line_no INT, PRIMARY KEY (order_no, line_no))",
                "CREATE TABLE log (line TEXT)",
                "CREATE TABLE prices (sku TEXT PRIMARY KEY)");
    }

    @AfterAll
    static void stopServers() {
        postgres.close();
        mysql.close();
    }

    @Test
    void tablesThatAgreeBecomeEntitiesAndTheOthersAreNamed() {
        String text = write(Set.of(), shop(), crm(), NodeAddress.parse("sessions=redis://127.0.0.1"));

        Bridge bridge = BridgeFile.parse("draft", text, Map.of());
        assertThat(bridge.entities())
                .extracting(Entity::name)
                .containsExactlyInAnyOrder("customers", "order_lines", "prices");
        assertThat(text)
                .contains("    # not everywhere, but in shop: tier\n    # not everywhere, but in crm: region\n")
                .contains("      crm: {table: sales.customers}\n")
                .contains("    key: [order_no, line_no]\n")
                .contains("      sessions: {}\n")
                .contains("password: \"${env:SHOP_PASSWORD}\"}")
                .contains("# - shop: shop.log has no primary key\n")
                .contains("# - crm: public.prices has the key [sku] where others have [id]")
                .doesNotContain("evobridge_progress");
    }

    @Test
    void aTableThatOnlyOneDatabaseHasIsNoEntityWithoutSinks() {
        assertThatThrownBy(() -> write(Set.of("prices"), shop(), crm()))
                .isInstanceOf(DraftException.class)
                .hasMessageContaining("no table can be bridged:")
                .hasMessageContaining("shop: shop.prices has no counterpart of the same name");
    }

    @Test
    void aPasswordThatIsNotSetIsAskedFor() {
        assertThatThrownBy(() -> FILE.write(List.of(shop()), Set.of(), Map.of()))
                .isInstanceOf(DraftException.class)
                .hasMessage("node shop needs the password of " + mysql.user() + " in ${env:SHOP_PASSWORD}");
    }

    private static String write(Set<String> tables, Node... nodes) {
        return FILE.write(
                List.of(nodes), tables, Map.of("SHOP_PASSWORD", mysql.password(), "CRM_PASSWORD", postgres.password()));
    }

    private static Node shop() {
        return NodeAddress.parse("shop=mysql://" + mysql.user() + "@" + mysql.address() + "/shop");
    }

    private static Node crm() {
        return NodeAddress.parse("crm=postgresql://" + postgres.user() + "@" + postgres.address() + "/crm");
    }

    private static void execute(Connection connection, String... statements) throws Exception {
        try (connection;
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
