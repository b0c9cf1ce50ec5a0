package io.evobridge.connect.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.contract.LogPosition;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A sink's transaction on a database of any kind, and what must be captured of it. */
final class MarkerCase {

    /** Large enough to be stored apart from the row where a database does so. */
    private static final int EVIDENCE_BYTES = 100_000;

    private MarkerCase() {}

    static String createTable(String bytesType) {
        return "CREATE TABLE evobridge_progress (topic VARCHAR(249), partition_no INT, sequence BIGINT,"
                + " highest_hlc BIGINT, evidence " + bytesType + ", PRIMARY KEY (topic, partition_no))";
    }

    /**
     * The sink's first transaction, a local one, and the sink's second, which leaves the evidence as it is.
     *
     * @param evidence SQL of {@value #EVIDENCE_BYTES} bytes, all of them 'x'
     */
    static String[] transactions(String table, String evidence) {
        return new String[] {
            "BEGIN",
            "INSERT INTO evobridge_progress VALUES ('trading.resolved.thing', 3, 41, -7, " + evidence + ")",
            "INSERT INTO " + table + " VALUES (1, 'a')",
            "UPDATE " + table + " SET name = 'b' WHERE id = 1",
            "COMMIT",
            "INSERT INTO " + table + " VALUES (2, 'local')",
            "BEGIN",
            "UPDATE evobridge_progress SET sequence = 42, evidence = NULL",
            "DELETE FROM " + table + " WHERE id = 1",
            "COMMIT"
        };
    }

    /** Number of events of {@link #transactions}. */
    static final int EVENTS = 6;

    static void verify(List<SourceRecord> events) {
        Struct marker = value(events.get(0));
        assertThat(marker.schema()).isEqualTo(MarkerRoute.SCHEMA);
        assertThat(events.get(0).kafkaPartition()).isEqualTo(3);
        assertThat(events.get(0).key()).isEqualTo("evobridge_progress/trading.resolved.thing/3");
        assertThat(marker.getString("node")).isEqualTo("shop");
        assertThat(marker.getString("topic")).isEqualTo("trading.resolved.thing");
        assertThat(marker.getInt32("partition")).isEqualTo(3);
        assertThat(marker.getInt64("sequence")).isEqualTo(41);
        assertThat(marker.getInt64("highest_hlc")).isEqualTo(-7);
        assertThat(marker.getBytes("evidence")).hasSize(EVIDENCE_BYTES).containsOnly('x');
        assertThat(value(events.get(4)).getInt64("sequence")).isEqualTo(42);
        assertThat(value(events.get(4)).getBytes("evidence")).isNull();

        assertThat(List.of(transaction(events, 1), transaction(events, 2)))
                .containsOnly(transaction(events, 0))
                .doesNotContain("");
        assertThat(transaction(events, 3)).isNotIn(transaction(events, 0), transaction(events, 4));
        assertThat(transaction(events, 5)).isEqualTo(transaction(events, 4)).isNotEqualTo(transaction(events, 0));
        assertThat(events).extracting(MarkerCase::position).isSorted().doesNotHaveDuplicates();
    }

    private static String transaction(List<SourceRecord> events, int index) {
        return String.valueOf(value(events.get(index)).getString("transaction"));
    }

    private static LogPosition position(SourceRecord event) {
        return new LogPosition(
                value(event).getInt64("position_major"), value(event).getInt64("position_minor"));
    }

    private static Struct value(SourceRecord event) {
        return (Struct) event.value();
    }
}
