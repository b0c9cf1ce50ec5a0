package io.evobridge.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.row.CollectionNaming;
import io.evobridge.sink.common.row.FieldNaming;
import io.evobridge.sink.common.row.KeyMode;
import io.evobridge.sink.common.row.ReadingRules;
import io.evobridge.sink.common.row.RecordReader;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.sql.dialect.Column;
import io.evobridge.sink.sql.dialect.ColumnKind;
import io.evobridge.sink.sql.dialect.Table;
import io.evobridge.sink.sql.dialect.TableName;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

    private final ResolvedTopic topic = new ResolvedTopic("customer");
    private final RecordReader reader = new RecordReader(
            new ReadingRules(
                    KeyMode.AUTO,
                    true,
                    new FieldNaming(List.of("id"), List.of(), List.of(), List.of()),
                    new CollectionNaming("${entity}", List.of())),
            any -> List.of());

    private RowChange change(SinkRecord record) {
        return (RowChange) reader.read(record);
    }

    private static Map<String, Table> tableWithKeyOf(ColumnKind kind, boolean exact) {
        Map<String, Column> columns = Table.caseless();
        columns.put("id", new Column("id", "any", kind, 0, exact, Column.Filling.REQUIRED));
        return Map.of("customer", new Table(TableName.of("customer"), columns, List.of("id"), List.of()));
    }

    @Test
    void only_the_last_state_of_a_key_is_written() {
        // Given
        RowChange older = change(topic.upsert(1, "Ada", 1L));
        RowChange other = change(topic.upsert(2, "Bob", 1L));
        RowChange newer = change(topic.upsert(1, "Ada", 2L));

        // When
        List<RowChange> kept = BatchPlan.lastStates(List.of(older, other, newer));

        // Then
        assertThat(kept).containsExactly(other, newer);
    }

    @Test
    void a_deletion_replaces_what_came_before_and_stays_before_what_follows() {
        // Given
        RowChange first = change(topic.upsert(1, "Ada", 1L));
        RowChange deletion = change(topic.delete(1));
        RowChange again = change(topic.upsert(1, "Ada", 2L));

        // When
        List<RowChange> kept = BatchPlan.lastStates(List.of(first, deletion, again));

        // Then
        assertThat(kept).containsExactly(deletion, again);
    }

    @Test
    void a_state_with_fewer_fields_does_not_replace_one_with_more() {
        // Given
        Schema narrow = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        RowChange whole = change(topic.upsert(1, "Ada", 1L));
        RowChange part = change(
                topic.record(0, 1, narrow, new Struct(narrow).put("id", 1L).put("name", "Eve")));

        // When
        List<RowChange> kept = BatchPlan.lastStates(List.of(whole, part));

        // Then
        assertThat(kept).containsExactly(whole, part);
    }

    @Test
    void numeric_keys_are_gathered_into_one_statement_per_kind() {
        // Given
        List<RowChange> changes = List.of(
                change(topic.upsert(1, "Ada", 1L)),
                change(topic.delete(2)),
                change(topic.upsert(3, "Cy", 1L)),
                change(topic.delete(4)),
                change(topic.upsert(2, "Bob", 1L)));

        // When
        List<WriteStep> steps = BatchPlan.steps(changes, tableWithKeyOf(ColumnKind.NUMBER, true));

        // Then
        assertThat(steps).extracting(step -> step.changes().size()).containsExactly(2, 2, 1);
        assertThat(steps).extracting(WriteStep::deletes).containsExactly(false, true, false);
    }

    @Test
    void text_keys_keep_their_order_because_a_collation_may_hold_two_for_equal() {
        // Given
        List<RowChange> changes =
                List.of(change(topic.upsert(1, "Ada", 1L)), change(topic.delete(2)), change(topic.upsert(3, "Cy", 1L)));

        // When
        List<WriteStep> steps = BatchPlan.steps(changes, tableWithKeyOf(ColumnKind.TEXT, false));

        // Then
        assertThat(steps).extracting(WriteStep::deletes).containsExactly(false, true, false);
    }

    @Test
    void a_deletion_from_a_table_that_does_not_exist_is_no_step() {
        // When
        List<WriteStep> steps = BatchPlan.steps(List.of(change(topic.delete(1))), Map.of());

        // Then
        assertThat(steps).isEmpty();
    }
}
