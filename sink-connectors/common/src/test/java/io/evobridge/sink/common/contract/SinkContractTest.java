package io.evobridge.sink.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every sink must do on its real target. Rows have the fields id, name and amount; each test has an entity of its
 * own, so that a sink may keep one target for all tests.
 */
public abstract class SinkContractTest {

    private static final AtomicLong ENTITIES = new AtomicLong();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<WorkerStandIn> workers = new ArrayList<>();
    protected ResolvedTopic resolved = new ResolvedTopic("unset");
    protected PlainTopic plain = new PlainTopic("unset");

    /** A new task of the sink. */
    protected abstract SinkTask task();

    /** Configuration of the task; collections have the default names. */
    protected abstract Map<String, String> config();

    /** Makes room for rows of the entity where the sink does not do it by itself. */
    protected void prepare(String entity) {}

    /** The row as text by field, null fields left out; null where there is no such row. */
    protected abstract @Nullable Map<String, String> read(String entity, long id);

    /** A record with that id that the target refuses for its data; may prepare the target so that it does. */
    protected abstract SinkRecord poison(ResolvedTopic topic, long id);

    /** Stops the target as a crash does. */
    protected abstract void stopTarget();

    /** Starts it again at the same address on the same data; returns when it takes writes. */
    protected abstract void startTarget();

    /** Field → text of {@link AllTypes#values} as {@link #read} gives it back. */
    protected abstract Map<String, String> allTypes();

    /** The record of {@link AllTypes}; a target with a narrower range of some type may bring that value into it. */
    protected Struct allTypesRow(String entity, long id) {
        return AllTypes.struct(entity, id);
    }

    /** Whether a deletion takes the row away; a store of history may keep it. */
    protected boolean deletesRows() {
        return true;
    }

    @BeforeEach
    void nameEntities() {
        String entity = "contract_" + Long.toString(System.currentTimeMillis(), 36) + "_" + ENTITIES.incrementAndGet();
        resolved = new ResolvedTopic(entity);
        plain = new PlainTopic(entity);
        prepare(entity);
    }

    @AfterEach
    void stopWorkers() {
        workers.forEach(WorkerStandIn::close);
    }

    /** A worker with the sink's configuration and what is given on top. */
    protected final WorkerStandIn worker(String... settings) {
        Map<String, String> config = new HashMap<>(config());
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        WorkerStandIn worker = new WorkerStandIn(this::task, config);
        workers.add(worker);
        return worker;
    }

    private void assertRow(long id, String name, long amount) {
        assertThat(read(resolved.entity(), id))
                .containsEntry("name", name)
                .containsEntry("amount", Long.toString(amount));
    }

    private void assertNoRow(long id) {
        if (deletesRows()) {
            assertThat(read(resolved.entity(), id)).isNull();
        }
    }

    @Test
    void writes_a_new_row() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(resolved.upsert(1, "Ada", 10L));

        // When
        worker.start().drain();

        // Then
        assertRow(1, "Ada", 10);
        assertThat(worker.commit()).containsEntry(new TopicPartition(resolved.topic(), 0), 1L);
    }

    @Test
    void the_last_of_several_states_in_one_batch_stays() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(resolved.upsert(1, "Ada", 10L));
        worker.append(resolved.upsert(2, "Bob", 20L));
        worker.append(resolved.upsert(1, "Ada Lovelace", 11L));

        // When
        worker.start().drain();

        // Then
        assertRow(1, "Ada Lovelace", 11);
        assertRow(2, "Bob", 20);
    }

    @Test
    void null_replaces_an_older_value() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(resolved.upsert(1, "Ada", 10L));
        worker.start().drain();
        worker.append(resolved.upsert(1, null, 11L));

        // When
        worker.drain();

        // Then
        assertThat(read(resolved.entity(), 1)).containsEntry("amount", "11");
        if (deletesRows()) {
            assertThat(read(resolved.entity(), 1)).doesNotContainKey("name");
        }
    }

    @Test
    void a_deletion_takes_the_row_away_and_a_later_write_brings_it_back() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(resolved.upsert(1, "Ada", 10L));
        worker.append(resolved.upsert(2, "Bob", 20L));
        worker.start().drain();

        // When
        worker.append(resolved.delete(1));
        worker.drain();

        // Then
        assertNoRow(1);
        assertRow(2, "Bob", 20);

        // When
        worker.append(resolved.delete(2));
        worker.append(resolved.upsert(1, "Ada again", 12L));
        worker.append(resolved.upsert(2, "Bob again", 22L));
        worker.append(resolved.delete(1));
        worker.append(resolved.upsert(1, "Ada once more", 13L));
        worker.drain();

        // Then
        assertRow(1, "Ada once more", 13);
        assertRow(2, "Bob again", 22);
    }

    @Test
    void a_deletion_of_a_row_that_is_not_there_is_no_error() {
        // Given
        WorkerStandIn worker = worker("primary.key.fields", "id");
        worker.append(resolved.delete(1));
        worker.append(resolved.upsert(2, "Bob", 20L));

        // When
        worker.start().drain();

        // Then
        assertNoRow(1);
        assertRow(2, "Bob", 20);
        assertThat(worker.deadLetters()).isEmpty();
    }

    @Test
    void the_whole_history_again_ends_in_the_same_state() {
        // Given
        WorkerStandIn worker = worker();
        for (int round = 0; round < 5; round++) {
            for (long id = 1; id <= 20; id++) {
                worker.append(
                        (id + round) % 7 == 0
                                ? resolved.delete(id)
                                : resolved.upsert(id, "name " + round, id * 100 + round));
            }
        }
        worker.maxPollRecords(13).start().drain().stop();
        Map<Long, Map<String, String>> before = rows(20);

        // When
        worker.rewindTo(0).start().drain();

        // Then
        assertThat(rows(20)).isEqualTo(before);
    }

    @Test
    void the_beginning_of_the_history_again_does_not_bring_older_state_to_stay() {
        // Given
        WorkerStandIn worker = worker();
        for (int round = 0; round < 10; round++) {
            for (long id = 1; id <= 5; id++) {
                worker.append(resolved.upsert(id, "name " + round, id * 100 + round));
            }
        }
        worker.maxPollRecords(7).start().drain();

        // When
        worker.rewindTo(0).crash().poll();
        worker.crash().drain();

        // Then
        for (long id = 1; id <= 5; id++) {
            assertRow(id, "name 9", id * 100 + 9);
        }
    }

    @Test
    void a_crash_between_write_and_commit_loses_nothing() {
        // Given
        WorkerStandIn worker = worker();
        for (long id = 1; id <= 50; id++) {
            worker.append(resolved.upsert(id, "name", id));
        }
        worker.maxPollRecords(20).start();

        // When
        worker.poll();
        worker.commit();
        worker.poll();
        worker.crash().drain();

        // Then
        for (long id = 1; id <= 50; id++) {
            assertRow(id, "name", id);
        }
    }

    @Test
    void a_poison_record_goes_to_the_dead_letters_and_all_others_are_written() {
        // Given
        WorkerStandIn worker = worker();
        for (long id = 1; id <= 9; id++) {
            worker.append(id == 5 ? poison(resolved, id) : resolved.upsert(id, "name", id));
        }

        // When
        worker.start().drain();

        // Then
        assertThat(worker.deadLetters()).extracting(SinkRecord::kafkaOffset).containsExactly(4L);
        assertThat(worker.deadLetterReasons().get(0)).contains(resolved.topic() + "-0@4");
        for (long id = 1; id <= 9; id++) {
            if (id != 5) {
                assertRow(id, "name", id);
            }
        }
        assertThat(worker.commit()).containsEntry(new TopicPartition(resolved.topic(), 0), 9L);
    }

    @Test
    void a_few_records_of_many_partitions_are_written_whatever_one_of_them_holds() {
        // Given
        WorkerStandIn worker = worker();
        SinkRecord poison = poison(resolved, 10);
        for (int partition = 0; partition < 4; partition++) {
            worker.append(resolved.upsert(partition, partition + 1, "name", 1L));
            worker.append(resolved.upsert(partition, partition + 1, "newer", 2L));
        }

        // When
        worker.start().drain();
        worker.append(resolved.upsert(1, 11, "beside", 3L));
        worker.append(poison);
        worker.append(resolved.upsert(0, 12, "behind", 4L));
        worker.drain();

        // Then
        for (int partition = 0; partition < 4; partition++) {
            assertRow(partition + 1, "newer", 2);
        }
        assertRow(11, "beside", 3);
        assertRow(12, "behind", 4);
        assertThat(worker.deadLetters()).hasSize(1);
        assertThat(worker.commit())
                .containsEntry(new TopicPartition(resolved.topic(), 0), 4L)
                .containsEntry(new TopicPartition(resolved.topic(), 1), 3L)
                .containsEntry(new TopicPartition(resolved.topic(), 3), 2L);
    }

    @Test
    void without_dead_letters_a_poison_record_stops_the_task_with_what_to_do() {
        // Given
        WorkerStandIn worker = worker().withoutReporter();
        worker.append(resolved.upsert(1, "Ada", 10L));
        worker.append(poison(resolved, 2));

        // When
        worker.start();

        // Then
        assertThatThrownBy(worker::drain)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(resolved.topic() + "-0@1")
                .hasMessageContaining("errors.deadletterqueue.topic.name");
        assertRow(1, "Ada", 10);
    }

    @Test
    void an_outage_in_the_middle_loses_nothing_and_needs_no_restart() {
        // Given
        WorkerStandIn worker = worker();
        for (long id = 1; id <= 40; id++) {
            worker.append(resolved.upsert(id, "name", id));
        }
        worker.maxPollRecords(10).start();
        worker.poll();

        // When
        stopTarget();
        assertThat(worker.poll()).isFalse();
        assertThat(worker.poll()).isFalse();
        worker.commit();
        startTarget();
        await().atMost(PATIENCE).until(() -> worker.poll() && worker.isDrained());

        // Then
        assertThat(worker.deadLetters()).isEmpty();
        for (long id = 1; id <= 40; id++) {
            assertRow(id, "name", id);
        }
        assertThat(worker.commit()).containsEntry(new TopicPartition(resolved.topic(), 0), 40L);
    }

    @Test
    void a_task_that_starts_during_an_outage_waits_for_its_end() {
        // Given
        WorkerStandIn worker = worker();
        for (long id = 1; id <= 30; id++) {
            worker.append(resolved.upsert(id, "name", id));
        }
        worker.maxPollRecords(10).start().poll();
        worker.commit();
        worker.poll();

        // When
        stopTarget();
        worker.crash();
        assertThat(worker.poll()).isFalse();
        startTarget();
        await().atMost(PATIENCE).until(() -> worker.poll() && worker.isDrained());

        // Then
        for (long id = 1; id <= 30; id++) {
            assertRow(id, "name", id);
        }
    }

    @Test
    void every_logical_type_is_written_and_read_back() {
        // Given
        WorkerStandIn worker = worker();
        String entity = resolved.entity();
        worker.append(resolved.record(0, 1, AllTypes.schema(entity), allTypesRow(entity, 1)));

        // When
        worker.start().drain();

        // Then
        assertThat(worker.deadLetterReasons()).isEmpty();
        assertThat(read(entity, 1)).containsAllEntriesOf(allTypes());
    }

    @Test
    void an_empty_poll_writes_nothing() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(resolved.upsert(1, "Ada", 10L));
        worker.start().drain();

        // When
        boolean taken = worker.poll();

        // Then
        assertThat(taken).isTrue();
        assertRow(1, "Ada", 10);
    }

    @Test
    void plain_records_with_struct_keys_are_written() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(plain.upsert(1, "Ada", 10L));
        worker.append(plain.upsert(2, "Bob", 20L));
        worker.append(plain.tombstone(2));

        // When
        worker.start().drain();

        // Then
        assertRow(1, "Ada", 10);
        assertNoRow(2);
    }

    @Test
    void schemaless_records_are_written() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(plain.record(null, Map.of("id", 1L), null, Map.of("id", 1L, "name", "Ada", "amount", 10L)));

        // When
        worker.start().drain();

        // Then
        assertRow(1, "Ada", 10);
    }

    @Test
    void a_primitive_key_takes_its_name_from_the_configuration() {
        // Given
        WorkerStandIn worker = worker("primary.key.fields", "id");
        worker.append(plain.record(Schema.INT64_SCHEMA, 1L, null, Map.of("name", "Ada", "amount", 10L)));

        // When
        worker.start().drain();

        // Then
        assertRow(1, "Ada", 10);
    }

    @Test
    void debezium_change_events_are_unwrapped() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(plain.event(1, "c", null, plain.row(1, "Ada", 10L)));
        worker.append(plain.event(2, "r", null, plain.row(2, "Bob", 20L)));
        worker.append(plain.event(1, "u", plain.row(1, "Ada", 10L), plain.row(1, "Ada", 11L)));
        worker.append(plain.event(2, "d", plain.row(2, "Bob", 20L), null));
        worker.append(plain.tombstone(2));

        // When
        worker.start().drain();

        // Then
        assertRow(1, "Ada", 11);
        assertNoRow(2);
    }

    @Test
    void flattened_rows_that_say_deleted_are_deleted() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(plain.flattened(1, "Ada", 10L, false));
        worker.append(plain.flattened(2, "Bob", 20L, false));
        worker.append(plain.flattened(2, "Bob", 20L, true));

        // When
        worker.start().drain();

        // Then
        assertRow(1, "Ada", 10);
        assertNoRow(2);
    }

    @Test
    void a_record_without_a_key_is_poison_unless_the_value_holds_the_key() {
        // Given
        WorkerStandIn unkeyed = worker();
        unkeyed.append(plain.record(null, null, null, Map.of("id", 1L, "name", "Ada", "amount", 10L)));
        unkeyed.start().drain().stop();
        WorkerStandIn keyed = worker("primary.key.mode", "record_value", "primary.key.fields", "id");
        keyed.append(plain.record(null, null, null, Map.of("id", 1L, "name", "Ada", "amount", 10L)));
        keyed.append(plain.record(null, null, null, Map.of("id", 2L, "name", "Bob", "amount", 20L)));

        // When
        keyed.start().drain();

        // Then
        assertThat(unkeyed.deadLetterReasons()).singleElement().asString().contains("the key is null");
        assertRow(2, "Bob", 20);
    }

    @Test
    void deletes_are_skipped_where_they_are_not_wanted() {
        // Given
        WorkerStandIn worker = worker("delete.enabled", "false");
        worker.append(resolved.upsert(1, "Ada", 10L));
        worker.append(resolved.delete(1));

        // When
        worker.start().drain();

        // Then
        assertRow(1, "Ada", 10);
    }

    @Test
    void fields_can_be_renamed_and_left_out() {
        // Given
        WorkerStandIn worker =
                worker("field.exclude.list", "amount", "field.renames", resolved.entity() + ":name:title");
        worker.append(resolved.upsert(1, "Ada", 10L));

        // When
        worker.start().drain();

        // Then
        assertThat(read(resolved.entity(), 1)).containsEntry("title", "Ada").doesNotContainKeys("name", "amount");
    }

    private Map<Long, Map<String, String>> rows(int count) {
        Map<Long, Map<String, String>> rows = new HashMap<>();
        for (long id = 1; id <= count; id++) {
            Map<String, String> row = read(resolved.entity(), id);
            if (row != null) {
                rows.put(id, row);
            }
        }
        return rows;
    }
}
