package io.evobridge.connect.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.evobridge.servers.PostgreSql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
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
class PostgresCaptureIT {

    private static final String CAPTURED = "trading.captured.shop";

    private static final String HEARTBEATS = "trading.heartbeat";

    private final PostgreSql postgres;

    PostgresCaptureIT(@TempDir Path home) {
        this.postgres = PostgreSql.start(home);
    }

    @BeforeAll
    void createDatabase() throws SQLException {
        postgres.createDatabase("shop");
        execute(
                MarkerCase.createTable("BYTEA"),
                "ALTER TABLE evobridge_progress ALTER COLUMN evidence SET STORAGE EXTERNAL");
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @Test
    void everyColumnTypeKeepsItsValueInSnapshotAndStream() throws SQLException {
        execute(
                "TRUNCATE evobridge_progress",
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                ColumnCase.createTable("types", PostgresTypes.CASES),
                ColumnCase.insert("types", 1, PostgresTypes.CASES));
        try (Capture capture = capture("types")) {
            SourceRecord snapshot =
                    capture.await(1, PostgresCaptureIT::isChange).get(0);
            execute(ColumnCase.insert("types", 2, PostgresTypes.CASES));
            SourceRecord stream = capture.await(1, PostgresCaptureIT::isChange).get(0);

            assertThat(found(snapshot)).containsExactlyElementsOf(PostgresTypes.CASES);
            assertThat(found(stream)).containsExactlyElementsOf(PostgresTypes.CASES);
        }
    }

    @Test
    void whatTheLogLeavesOutIsNamed() throws SQLException {
        execute(
                "TRUNCATE evobridge_progress",
                "CREATE TABLE large (id INT PRIMARY KEY, note TEXT, visits INT NOT NULL)",
                "ALTER TABLE large ALTER COLUMN note SET STORAGE EXTERNAL",
                "INSERT INTO large VALUES (1, repeat('x', 100000), 7)");
        try (Capture capture = capture("large")) {
            SourceRecord snapshot =
                    capture.await(1, PostgresCaptureIT::isChange).get(0);
            execute("UPDATE large SET visits = 8", "DELETE FROM large");
            List<SourceRecord> events = capture.await(2, PostgresCaptureIT::isChange);

            assertThat(value(snapshot).getStruct("after").getString("note")).hasSize(100_000);
            Struct update = value(events.get(0));
            assertThat(update.getArray("unavailable")).containsExactly("note");
            assertThat(update.getStruct("after").getInt32("visits")).isEqualTo(8);
            Struct delete = value(events.get(1));
            assertThat(delete.getArray("unavailable")).containsExactly("note", "visits");
            assertThat(delete.getStruct("before").getInt32("visits")).isNull();
            assertThat(value(snapshot).getInt64("position_major")).isLessThan(update.getInt64("position_major"));
            assertThat(update.getInt64("position_major")).isLessThan(delete.getInt64("position_major"));
        }
    }

    @Test
    void aMarkerComesFirstInItsPartitionWithTheTransactionOfItsData() throws SQLException {
        execute(
                "CREATE TABLE marked (id INT PRIMARY KEY, name VARCHAR(20))",
                "TRUNCATE evobridge_progress",
                "INSERT INTO marked VALUES (0, 'snapshot')");
        try (Capture capture = capture("marked")) {
            capture.await(1, PostgresCaptureIT::isChange);
            execute(MarkerCase.transactions("marked", "decode(repeat('78', 100000), 'hex')"));

            MarkerCase.verify(capture.await(MarkerCase.EVENTS, PostgresCaptureIT::isChange));
        }
    }

    @Test
    void evidenceOfAnEarlierTransactionIsNotRepeated() throws SQLException {
        execute(
                "CREATE TABLE quiet (id INT PRIMARY KEY)",
                "TRUNCATE evobridge_progress",
                "INSERT INTO evobridge_progress VALUES ('t', 0, 1, 1, decode(repeat('78', 100000), 'hex'))");
        try (Capture capture = capture("quiet")) {
            capture.await(1, PostgresCaptureIT::isChange);
            execute("UPDATE evobridge_progress SET sequence = 2");

            SourceRecord marker = capture.await(1, PostgresCaptureIT::isChange).get(0);
            assertThat(value(marker).getInt64("sequence")).isEqualTo(2);
            assertThat(value(marker).getBytes("evidence")).isNull();
        }
    }

    @Test
    void aWriteThatChangesNothingIsAWriteUnlessOnlyWhatIsExcludedChanged() throws SQLException {
        execute(
                "TRUNCATE evobridge_progress",
                "CREATE TABLE partly (id INT PRIMARY KEY, name TEXT, last_login TIMESTAMP)",
                "ALTER TABLE partly REPLICA IDENTITY FULL",
                "INSERT INTO partly VALUES (1, 'a', NULL)");
        try (Capture capture = capture("partly", Map.of("entity.thing.exclude", "last_login"))) {
            capture.await(1, PostgresCaptureIT::isChange);
            execute("UPDATE partly SET last_login = now()", "UPDATE partly SET name = 'a'", "DELETE FROM partly");
            List<SourceRecord> events = capture.await(2, PostgresCaptureIT::isChange);

            assertThat(events).extracting(event -> value(event).getString("op")).containsExactly("u", "d");
            assertThat(value(events.get(0)).getStruct("after").schema().field("last_login"))
                    .isNull();
        }
    }

    @Test
    void theLogIsReleasedWhileOnlyOtherTablesAreWritten() throws SQLException {
        execute(
                "TRUNCATE evobridge_progress",
                "CREATE TABLE idle (id INT PRIMARY KEY)",
                "CREATE TABLE busy (id INT PRIMARY KEY)",
                "INSERT INTO idle VALUES (1)");
        try (Capture capture = capture("idle")) {
            capture.await(1, PostgresCaptureIT::isChange);
            execute("INSERT INTO busy SELECT generate_series(1, 1000)");
            long written = endOfLog();
            List<SourceRecord> events = capture.await(1, event -> offset(event) >= written);

            assertThat(events.get(0).topic()).isEqualTo(HEARTBEATS + ".src");
        }
    }

    private long endOfLog() throws SQLException {
        try (Connection connection = postgres.connect("shop");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_current_wal_lsn() - '0/0'")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static long offset(SourceRecord event) {
        return event.sourceOffset().get("lsn") instanceof Long lsn ? lsn : 0;
    }

    private static boolean isChange(SourceRecord event) {
        return CAPTURED.equals(event.topic());
    }

    private static Struct value(SourceRecord event) {
        return (Struct) event.value();
    }

    private static List<ColumnCase> found(SourceRecord event) {
        return ColumnCase.found(value(event).getStruct("after"), PostgresTypes.CASES);
    }

    private Capture capture(String table) {
        return capture(table, Map.of());
    }

    private Capture capture(String table, Map<String, String> mapping) {
        Map<String, String> connector = new HashMap<>(Map.of(
                "connector.class",
                "io.debezium.connector.postgresql.PostgresConnector",
                "database.hostname",
                postgres.host(),
                "database.port",
                Integer.toString(postgres.port()),
                "database.user",
                postgres.user(),
                "database.password",
                postgres.password(),
                "database.dbname",
                "shop",
                "plugin.name",
                "pgoutput",
                "slot.name",
                "slot_" + table,
                "table.include.list",
                "public." + table + ",public.evobridge_progress"));
        connector.put("publication.name", "publication_" + table);
        connector.put("publication.autocreate.mode", "filtered");
        connector.put("heartbeat.interval.ms", "100");
        connector.put("heartbeat.action.query", "SELECT pg_logical_emit_message(false, 'evobridge-heartbeat', '')");
        connector.put("message.prefix.exclude.list", "evobridge-heartbeat");
        connector.put("topic.heartbeat.prefix", HEARTBEATS);
        connector.put("interval.handling.mode", "string");
        connector.put("time.precision.mode", "adaptive_time_microseconds");
        Map<String, String> transformation = new HashMap<>(mapping);
        transformation.putAll(Map.of(
                "bridge", "trading",
                "node", "shop",
                "entities", "thing",
                "entity.thing.table", "public." + table));
        return Capture.start(new PostgresConnectorTask(), connector, transformation);
    }

    private void execute(String... sql) throws SQLException {
        try (Connection connection = postgres.connect("shop");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(60);
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }
}
