package io.evobridge.connect.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.mysql.MySqlConnectorTask;
import io.evobridge.contract.LogPosition;
import io.evobridge.servers.MySql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlCaptureIT {

    private static final String CAPTURED = "trading.captured.shop";

    private final MySql mysql;

    MySqlCaptureIT(@TempDir Path home) {
        this.mysql = MySql.start(home);
    }

    @BeforeAll
    void createDatabase() throws SQLException {
        mysql.createDatabase("shop");
    }

    @AfterAll
    void stop() {
        mysql.close();
    }

    @Test
    void everyColumnTypeKeepsItsValueInSnapshotAndStream() throws SQLException {
        execute(
                ColumnCase.createTable("types", MySqlTypes.CASES),
                ColumnCase.insert("types", 1, MySqlTypes.CASES),
                "INSERT INTO types (id) VALUES (2)");
        try (Capture capture = capture("types", Map.of())) {
            List<SourceRecord> snapshot = capture.await(2, event -> CAPTURED.equals(event.topic()));
            execute(ColumnCase.insert("types", 3, MySqlTypes.CASES), "INSERT INTO types (id) VALUES (4)");
            List<SourceRecord> stream = capture.await(2, event -> CAPTURED.equals(event.topic()));

            assertThat(found(snapshot.get(0))).containsExactlyElementsOf(MySqlTypes.CASES);
            assertThat(found(stream.get(0))).containsExactlyElementsOf(MySqlTypes.CASES);
            for (SourceRecord empty : List.of(snapshot.get(1), stream.get(1))) {
                assertThat(found(empty))
                        .allSatisfy(column -> assertThat(column.value()).isEqualTo("null"));
            }
        }
    }

    @Test
    void aChangedKeyArrivesAsDeleteAndCreateInOneTransaction() throws SQLException {
        execute(
                "CREATE TABLE moved (id BIGINT UNSIGNED PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO moved VALUES (0, 'snapshot')");
        try (Capture capture = capture("moved", Map.of())) {
            capture.await(1, MySqlCaptureIT::isChange);
            execute("INSERT INTO moved VALUES (18446744073709551615, 'a'), (2, 'b')");
            List<SourceRecord> inserts = capture.await(2, MySqlCaptureIT::isChange);
            execute("UPDATE moved SET id = 3 WHERE id = 2", "DELETE FROM moved WHERE id = 3");
            List<SourceRecord> moves = capture.await(3, MySqlCaptureIT::isChange);

            assertThat(inserts).extracting(SourceRecord::key).containsExactly("thing/18446744073709551615", "thing/2");
            assertThat(position(inserts.get(1))).isGreaterThan(position(inserts.get(0)));
            assertThat(moves).extracting(SourceRecord::key).containsExactly("thing/2", "thing/3", "thing/3");
            assertThat(moves).extracting(event -> value(event).getString("op")).containsExactly("d", "c", "d");
            assertThat(value(moves.get(0)).getString("transaction"))
                    .matches(".+:\\d+")
                    .isEqualTo(value(moves.get(1)).getString("transaction"));
            assertThat(position(moves.get(0))).isGreaterThan(position(inserts.get(1)));
            assertThat(position(moves.get(2))).isGreaterThan(position(moves.get(1)));
            assertThat(value(moves.get(2)).getStruct("before").getString("name"))
                    .isEqualTo("b");
        }
    }

    @Test
    void aMarkerComesFirstInItsPartitionWithTheTransactionOfItsData() throws SQLException {
        execute(
                "CREATE TABLE marked (id INT PRIMARY KEY, name VARCHAR(20))",
                MarkerCase.createTable("LONGBLOB"),
                "INSERT INTO marked VALUES (0, 'snapshot')");
        try (Capture capture = capture("marked", Map.of())) {
            capture.await(1, MySqlCaptureIT::isChange);
            execute(MarkerCase.transactions("marked", "REPEAT('x', 100000)"));

            MarkerCase.verify(capture.await(MarkerCase.EVENTS, MySqlCaptureIT::isChange));
        }
    }

    @Test
    void aTruncateIsQuarantinedAndALaterColumnJoinsTheEntity() throws SQLException {
        execute("CREATE TABLE grown (id INT PRIMARY KEY)", "INSERT INTO grown VALUES (0)");
        try (Capture capture = capture("grown", Map.of("skipped.operations", "none"))) {
            capture.await(1, MySqlCaptureIT::isChange);
            execute(
                    "INSERT INTO grown VALUES (1)",
                    "TRUNCATE TABLE grown",
                    "ALTER TABLE grown ADD COLUMN note TEXT",
                    "INSERT INTO grown VALUES (2, 'n')");
            List<SourceRecord> events =
                    capture.await(3, event -> isChange(event) || "trading.quarantine".equals(event.topic()));

            assertThat(events.get(1).topic()).isEqualTo("trading.quarantine");
            assertThat(value(events.get(2)).getStruct("after").getString("note"))
                    .isEqualTo("n");
        }
    }

    private static boolean isChange(SourceRecord event) {
        return CAPTURED.equals(event.topic());
    }

    private static Struct value(SourceRecord event) {
        return (Struct) event.value();
    }

    private static LogPosition position(SourceRecord event) {
        return new LogPosition(
                value(event).getInt64("position_major"), value(event).getInt64("position_minor"));
    }

    private static List<ColumnCase> found(SourceRecord event) {
        return ColumnCase.found(((Struct) event.value()).getStruct("after"), MySqlTypes.CASES);
    }

    private Capture capture(String table, Map<String, String> more) {
        Map<String, String> connector = new HashMap<>(Map.of(
                "connector.class",
                "io.debezium.connector.mysql.MySqlConnector",
                "database.hostname",
                mysql.host(),
                "database.port",
                Integer.toString(mysql.port()),
                "database.user",
                mysql.user(),
                "database.password",
                mysql.password(),
                "database.server.id",
                "4711",
                "table.include.list",
                "shop." + table + ",shop.evobridge_progress",
                "bigint.unsigned.handling.mode",
                "precise",
                "time.precision.mode",
                "adaptive_time_microseconds"));
        connector.put("enable.time.adjuster", "false");
        connector.putAll(more);
        return Capture.start(
                new MySqlConnectorTask(),
                connector,
                Map.of(
                        "bridge", "trading",
                        "node", "shop",
                        "entities", "thing",
                        "entity.thing.table", "shop." + table));
    }

    private void execute(String... sql) throws SQLException {
        try (Connection connection = mysql.connect("shop");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(60);
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }
}
