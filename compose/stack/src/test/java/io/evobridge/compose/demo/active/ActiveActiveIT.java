package io.evobridge.compose.demo.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.compose.ConflictRecord;
import io.evobridge.compose.EchoAudit;
import io.evobridge.compose.ResolvedRows;
import io.evobridge.compose.Rows;
import io.evobridge.compose.Site;
import io.evobridge.compose.demo.active.ActivePlatform.Rowset;
import io.evobridge.servers.Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Two databases of different kinds, with tables of different shapes, written at once. */
@TestInstance(Lifecycle.PER_CLASS)
class ActiveActiveIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private ActivePlatform platform;

    @BeforeAll
    void start(@TempDir Path home) throws SQLException {
        Rowset rowset = new Rowset("""
                INSERT INTO customers (id, name, balance) VALUES
                    (9001, 'only in the shop', 1), (9002, 'same', 2), (9003, 'as the shop says', 3);
                INSERT INTO members (id, name, changed) VALUES
                    (9901, 'young shop', '2026-03-02'), (9902, 'old shop', '2026-03-01'), (9903, 'dated shop', '1999-12-31');
                """, """
                INSERT INTO crm.client (client_no, full_name, saldo) VALUES
                    (9002, 'same', 2), (9003, 'as the office says', 3), (9004, 'only in the office', 4);
                INSERT INTO crm.member (tenant, member_no, first_name, last_name, changed) VALUES
                    ('acme', 9901, 'old', 'office', '2026-03-01'), ('acme', 9902, 'young', 'office', '2026-03-02'),
                    ('acme', 9903, 'undated', 'office', NULL);
                """);
        platform = ActivePlatform.start(home, rowset, what -> {});
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void databasesThatHeldDifferentRowsAreJoined() throws SQLException {
        // Then
        awaitEqual();
        assertThat(customers(platform.shop()).byKey())
                .containsKeys("customer/9001", "customer/9002", "customer/9003", "customer/9004");
        assertThat(conflictsOn("customer/9002")).isEmpty();
        assertThat(conflictsOn("customer/9003"))
                .flatExtracting(ConflictRecord::versions)
                .extracting(
                        version -> version.row() == null ? "" : version.row().get("name"))
                .contains("as the shop says", "as the office says");
    }

    @Test
    void ofRowsThatBothBringAlongTheYoungestPrevails() throws SQLException {
        // Then
        awaitEqual();
        SortedMap<String, SortedMap<String, String>> members =
                ActivePlatform.rows(platform.crm(), "member").byKey();
        assertThat(members.get("member/9901")).containsEntry("name", "young shop");
        assertThat(members.get("member/9902")).containsEntry("name", "young office");
        assertThat(members.get("member/9903")).containsEntry("name", "dated shop");
        assertThat(List.of("member/9901", "member/9902", "member/9903"))
                .allSatisfy(key -> assertThat(conflictsOn(key)).isNotEmpty());
    }

    @Test
    void concurrentChangesOfACounterAllCount() throws Exception {
        // When
        var outcome = new LostUpdate(platform, "customer", "balance").play(9_100);

        // Then
        assertThat(outcome.shop()).isEqualTo("20");
        assertThat(outcome.crm()).isEqualTo("20");
    }

    @Test
    void theLoserOfALastWriteStandsCompleteInTheConflicts() throws Exception {
        // When
        var outcome = new LostUpdate(platform, "wallet", "amount").play(9_200);

        // Then
        assertThat(outcome.shop()).isEqualTo(outcome.crm()).isIn("70", "50");
        assertThat(outcome.recorded("amount", "70")).isTrue();
        assertThat(outcome.recorded("amount", "50")).isTrue();
    }

    @Test
    void changesOfDifferentColumnsBothSurvive() throws SQLException {
        // Given
        platform.shop().execute("INSERT INTO customers (id, name, balance) VALUES (9300, 'before', 10)");
        awaitEqual();

        // When
        platform.stack().worker().pause();
        platform.shop().execute("UPDATE customers SET name = 'renamed by the shop' WHERE id = 9300");
        platform.crm().execute("UPDATE crm.client SET saldo = saldo + 5 WHERE client_no = 9300");
        platform.stack().worker().resume();

        // Then
        eventually(platform.shop(), 9_300, "renamed by the shop", "15");
        eventually(platform.crm(), 9_300, "renamed by the shop", "15");
    }

    @Test
    void tablesOfAnotherShapeAreTheSameEntity() throws SQLException {
        // Given
        platform.shop().execute("INSERT INTO members VALUES (9800, 'Ada King Lovelace', 12.50, TRUE, NULL)");
        platform.crm()
                .execute(
                        "INSERT INTO crm.member VALUES ('acme', 9801, 'Grace', 'Hopper', 1000, 'N', NULL)",
                        "INSERT INTO crm.member VALUES ('other', 9800, 'not', 'ours', 1, 'N', NULL)");
        awaitEqual();
        assertThat(member(9_800, "acme")).isEqualTo("Ada|King Lovelace|1250|Y");

        // When
        platform.stack().worker().pause();
        platform.shop()
                .execute(
                        "UPDATE members SET fee = fee - 2.25 WHERE id = 9800",
                        "UPDATE members SET name = 'Grace Brewster Hopper' WHERE id = 9801");
        platform.crm()
                .execute(
                        "UPDATE crm.member SET fee_cents = fee_cents + 500 WHERE tenant = 'acme' AND member_no = 9800",
                        "UPDATE crm.member SET first_name = 'Ada King', last_name = 'Lovelace', active = 'N'"
                                + " WHERE tenant = 'acme' AND member_no = 9800");
        platform.stack().worker().resume();

        // Then
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(member(9_800, "acme")).isEqualTo("Ada King|Lovelace|1525|N"));
        awaitEqual();
        assertThat(member(9_801, "acme")).isEqualTo("Grace|Brewster Hopper|1000|N");
        assertThat(member(9_800, "other")).isEqualTo("not|ours|1|N");
        assertThat(ActivePlatform.rows(platform.shop(), "member").byKey().get("member/9800"))
                .containsEntry("name", "Ada King Lovelace")
                .containsEntry("fee", "15.25")
                .containsEntry("active", "0");

        // When
        platform.crm().execute("UPDATE crm.member SET tenant = 'other' WHERE tenant = 'acme' AND member_no = 9801");

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                ActivePlatform.rows(platform.shop(), "member").byKey())
                        .doesNotContainKey("member/9801"));
        awaitEqual();
        assertThat(member(9_801, "other")).isEqualTo("Grace|Brewster Hopper|1000|N");
    }

    private String member(long number, String tenant) throws SQLException {
        try (Connection connection = platform.crm().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT concat_ws('|', first_name, last_name, fee_cents, active) FROM crm.member WHERE tenant = '"
                                + tenant + "' AND member_no = " + number)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Test
    void aDeletionTravelsFromEitherSide() throws SQLException {
        // Given
        platform.shop().execute("INSERT INTO customers (id, name, balance) VALUES (9400, 'a', 1), (9401, 'b', 1)");
        awaitEqual();

        // When
        platform.shop().execute("DELETE FROM customers WHERE id = 9400");
        platform.crm().execute("DELETE FROM crm.client WHERE client_no = 9401");

        // Then
        awaitEqual();
        assertThat(customers(platform.crm()).byKey()).doesNotContainKeys("customer/9400", "customer/9401");
    }

    @Test
    void writesOfBothSidesEndEqualAndNoEchoIsTakenForAWrite() throws Exception {
        // When
        load(0, 10);

        // Then
        awaitEqual();
        EchoAudit audit = EchoAudit.of(platform.stack());
        assertThat(audit.takenForWrites()).isZero();
        assertThat(audit.echoes()).isPositive();
    }

    @Test
    void aDatabaseThatWasAwayCatchesUpAndItsOwnWritesAreMerged() throws Exception {
        catchesUpAfterAnOutageOf(platform.postgresql(), platform.shop(), 9_500);
        catchesUpAfterAnOutageOf(platform.mysql(), platform.crm(), 9_600);
    }

    @Test
    void whatBothSidesWriteWhileConnectIsAwayIsMerged() throws Exception {
        // Given
        platform.shop().execute("INSERT INTO customers (id, name, balance) VALUES (9700, 'before', 100)");
        awaitEqual();

        // When
        platform.stack().worker().kill();
        for (int i = 0; i < 20; i++) {
            platform.shop().execute("UPDATE customers SET balance = balance + 1 WHERE id = 9700");
            platform.crm().execute("UPDATE crm.client SET saldo = saldo + 10 WHERE client_no = 9700");
        }
        platform.stack().worker().restart();

        // Then
        eventually(platform.shop(), 9_700, "before", "320");
        eventually(platform.crm(), 9_700, "before", "320");
    }

    private void catchesUpAfterAnOutageOf(Server server, Site other, long firstId) throws SQLException {
        // Given
        String id = other.table("customer").column("id");
        String name = other.table("customer").column("name");
        String table = other.table("customer").name();

        // When
        server.kill();
        for (long number = firstId; number < firstId + 50; number++) {
            other.execute("INSERT INTO " + table + " (" + id + ", " + name + ") VALUES (" + number + ", 'new')");
        }
        server.restart();

        // Then
        awaitEqual();
        assertThat(customers(other).byKey()).containsKey("customer/" + (firstId + 49));
    }

    private void load(long seed, int seconds) throws Exception {
        long before = platform.stack().gauges().captured();
        try (Staff shop = new Staff(platform.shop(), 0, 20, seed);
                Staff crm = new Staff(platform.crm(), 1, 20, seed)) {
            shop.start();
            crm.start();
            long wanted = before + 40L * seconds;
            await().atMost(PATIENCE).until(() -> platform.stack().gauges().captured() > wanted);
        }
    }

    private void eventually(Site site, long number, String name, String balance) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(customers(site).byKey().get("customer/" + number))
                        .containsEntry("name", name)
                        .containsEntry("balance", balance));
    }

    /** Both databases and the resolved topics hold the same rows, and nothing is on its way. */
    private void awaitEqual() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(platform.differences()).isEmpty();
                    assertThat(platform.stack().gauges().lag()).isZero();
                    assertThat(customers(platform.shop()).differences("shop", "resolved topic", resolved()))
                            .isEmpty();
                });
    }

    private Rows resolved() {
        return ResolvedRows.read(
                platform.stack(), platform.shop().table("customer").entity());
    }

    private List<ConflictRecord> conflictsOn(String key) {
        return ConflictRecord.read(platform.stack()).stream()
                .filter(conflict -> conflict.key().equals(key))
                .toList();
    }

    private static Rows customers(Site site) throws SQLException {
        return ActivePlatform.rows(site, "customer");
    }
}
