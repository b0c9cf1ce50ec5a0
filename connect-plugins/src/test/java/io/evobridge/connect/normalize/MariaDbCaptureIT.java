package io.evobridge.connect.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.mariadb.MariaDbConnectorTask;
import io.evobridge.servers.MariaDb;
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
class MariaDbCaptureIT {

    private static final String CAPTURED = "trading.captured.shop";
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final MariaDb mariadb;

    MariaDbCaptureIT(@TempDir Path home) {
        this.mariadb = MariaDb.start(home);
    }

    @BeforeAll
    void createDatabase() throws SQLException {
        mariadb.createDatabase("shop");
    }

    @AfterAll
    void stop() {
        mariadb.close();
    }

    @Test
    void everyColumnTypeKeepsItsValueInSnapshotAndStream() throws SQLException {
        execute(
                ColumnCase.createTable("types", MariaDbTypes.CASES),
                ColumnCase.insert("types", 1, MariaDbTypes.CASES),
                "INSERT INTO types (id) VALUES (2)");
        try (Capture capture = capture("types")) {
            List<SourceRecord> snapshot = capture.await(2, MariaDbCaptureIT::isChange);
            execute(ColumnCase.insert("types", 3, MariaDbTypes.CASES), "INSERT INTO types (id) VALUES (4)");
            List<SourceRecord> stream = capture.await(2, MariaDbCaptureIT::isChange);

            assertThat(found(snapshot.get(0))).containsExactlyElementsOf(MariaDbTypes.CASES);
            assertThat(found(stream.get(0))).containsExactlyElementsOf(MariaDbTypes.CASES);
            for (SourceRecord empty : List.of(snapshot.get(1), stream.get(1))) {
                assertThat(found(empty))
                        .allSatisfy(column -> assertThat(column.value()).isEqualTo("null"));
            }
        }
    }

    @Test
    void aMarkerComesFirstInItsPartitionWithTheTransactionOfItsData() throws SQLException {
        execute(
                "CREATE TABLE marked (id INT PRIMARY KEY, name VARCHAR(20))",
                MarkerCase.createTable("LONGBLOB"),
                "INSERT INTO marked VALUES (0, 'snapshot')");
        try (Capture capture = capture("marked")) {
            capture.await(1, MariaDbCaptureIT::isChange);
            execute(MarkerCase.transactions("marked", "REPEAT('x', 100000)"));

            MarkerCase.verify(capture.await(MarkerCase.EVENTS, MariaDbCaptureIT::isChange));
        }
    }

    @Test
    void theLogsWholeSecondsAreMadeFinerByTheTimeOfCapture() throws SQLException {
        execute("CREATE TABLE timed (id INT PRIMARY KEY)", "INSERT INTO timed VALUES (0)");
        try (Capture capture = capture("timed")) {
            capture.await(1, MariaDbCaptureIT::isChange);
            for (int id = 1; id <= 20; id++) {
                execute("INSERT INTO timed VALUES (" + id + ")");
            }
            List<SourceRecord> events = capture.await(20, MariaDbCaptureIT::isChange);

            assertThat(events).extracting(MariaDbCaptureIT::commitMicros).isSorted();
            assertThat(events)
                    .extracting(event -> commitMicros(event) % MICROS_PER_SECOND)
                    .anyMatch(fraction -> fraction > 0);
            assertThat(events)
                    .allSatisfy(event -> assertThat(commitMicros(event))
                            .isLessThanOrEqualTo(value(event).getInt64("captured_micros")));
        }
    }

    @Test
    void aUuidThatMayBeAnotherOneIsQuarantined() throws SQLException {
        execute(
                "CREATE TABLE named (id INT PRIMARY KEY, name UUID)",
                "INSERT INTO named VALUES (1, '123e4567-e89b-12d3-a456-426655440000')");
        try (Capture capture = capture("named")) {
            SourceRecord snapshot = capture.await(1, MariaDbCaptureIT::isChange).get(0);
            execute("INSERT INTO named VALUES (2, '123e4567-e89b-12d3-a456-426655440000')");
            List<SourceRecord> refused = capture.await(1, event -> "trading.quarantine".equals(event.topic()));

            assertThat(value(snapshot).getStruct("after").getString("name"))
                    .isEqualTo("123e4567-e89b-12d3-a456-426655440000");
            assertThat(refused.get(0).key()).isEqualTo("thing/2");
        }
    }

    private static boolean isChange(SourceRecord event) {
        return CAPTURED.equals(event.topic());
    }

    private static Struct value(SourceRecord event) {
        return (Struct) event.value();
    }

    private static long commitMicros(SourceRecord event) {
        return value(event).getInt64("commit_micros");
    }

    private static List<ColumnCase> found(SourceRecord event) {
        return ColumnCase.found(value(event).getStruct("after"), MariaDbTypes.CASES);
    }

    private Capture capture(String table) {
        Map<String, String> connector = new HashMap<>(Map.of(
                "connector.class",
                "io.debezium.connector.mariadb.MariaDbConnector",
                "database.hostname",
                mariadb.host(),
                "database.port",
                Integer.toString(mariadb.port()),
                "database.user",
                mariadb.user(),
                "database.password",
                mariadb.password(),
                "database.server.id",
                "4712",
                "table.include.list",
                "shop." + table + ",shop.evobridge_progress",
                "bigint.unsigned.handling.mode",
                "precise",
                "time.precision.mode",
                "adaptive_time_microseconds"));
        connector.put("enable.time.adjuster", "false");
        return Capture.start(
                new MariaDbConnectorTask(),
                connector,
                Map.of(
                        "bridge", "trading",
                        "node", "shop",
                        "entities", "thing",
                        "entity.thing.table", "shop." + table));
    }

    private void execute(String... sql) throws SQLException {
        try (Connection connection = mariadb.connect("shop");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(60);
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }
}
