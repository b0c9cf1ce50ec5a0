package io.evobridge.sink.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.WorkerStandIn;
import io.evobridge.sink.common.row.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class BatchingSinkTaskTest {

    private final MemoryTarget target = new MemoryTarget();
    private final ResolvedTopic topic = new ResolvedTopic("customer");
    private final TopicPartition partition = new TopicPartition(topic.topic(), 0);

    private WorkerStandIn worker(String... settings) {
        Map<String, String> config = new HashMap<>(Map.of("name", "unit"));
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return new WorkerStandIn(target::task, config);
    }

    private Object name(long id) {
        Row row = Objects.requireNonNull(target.row("customer", Long.toString(id)));
        return Objects.requireNonNull(row.value("name"));
    }

    @Test
    void batches_hold_records_of_one_partition_and_no_more_than_configured() {
        // Given
        WorkerStandIn worker = worker("batch.size", "3");
        for (long id = 1; id <= 4; id++) {
            worker.append(topic.upsert(0, id, "name", 1L));
            worker.append(topic.upsert(1, id + 100, "name", 1L));
        }

        // When
        worker.start().drain();

        // Then
        assertThat(target.batchSizes).containsExactly(3, 1, 3, 1);
    }

    @Test
    void a_few_records_of_many_partitions_are_one_write() {
        // Given
        WorkerStandIn worker = worker();
        for (int number = 0; number < 4; number++) {
            worker.append(topic.upsert(number, number, "name", 1L));
        }

        // When
        worker.start().drain();

        // Then
        assertThat(target.together).containsExactly(4);
        assertThat(target.collections.get("customer")).containsOnlyKeys("0", "1", "2", "3");
        assertThat(worker.commit()).hasSize(4).containsEntry(partition, 1L);
    }

    @Test
    void poison_in_one_of_many_partitions_takes_no_other_record_with_it() {
        // Given
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(0, 1, "Ada", 1L));
        worker.append(topic.upsert(1, 2, MemoryTarget.POISON, 1L));
        worker.append(topic.upsert(1, 3, "Bob", 1L));
        worker.append(topic.upsert(2, 4, "Cy", 1L));

        // When
        worker.start().drain();

        // Then
        assertThat(target.collections.get("customer")).containsOnlyKeys("1", "3", "4");
        assertThat(worker.deadLetters()).hasSize(1);
        assertThat(worker.commit()).containsEntry(new TopicPartition(topic.topic(), 1), 2L);
    }

    @Test
    void only_the_durable_part_of_a_failed_delivery_is_committed() {
        // Given
        WorkerStandIn worker = worker("batch.size", "2");
        for (long id = 1; id <= 4; id++) {
            worker.append(topic.upsert(id, "name", 1L));
        }
        worker.maxPollRecords(2).start().poll();

        // When
        target.away = true;
        worker.poll();

        // Then
        assertThat(worker.commit()).containsEntry(partition, 2L);
    }

    @Test
    void poison_is_reported_once_although_an_outage_follows() {
        // Given
        WorkerStandIn worker = worker("batch.size", "1");
        worker.append(topic.upsert(1, MemoryTarget.POISON, 1L));
        worker.append(topic.upsert(2, "Bob", 1L));
        MemoryTarget awayAfterFirst = target;

        // When
        worker.start();
        worker.poll();
        awayAfterFirst.away = true;
        worker.append(topic.upsert(3, MemoryTarget.POISON, 1L));
        boolean taken = worker.poll();
        target.away = false;
        worker.drain();

        // Then
        assertThat(taken).isFalse();
        assertThat(worker.deadLetters()).extracting(SinkRecord::kafkaOffset).containsExactly(0L, 2L);
    }

    @Test
    void the_wait_doubles_up_to_its_bound_and_starts_over_after_success() {
        // Given
        WorkerStandIn worker = worker("flush.retry.delay.ms", "10", "flush.retry.delay.max.ms", "35");
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.start();
        target.away = true;

        // When
        worker.poll();
        long first = worker.lastBackOffMillis();
        worker.poll();
        long second = worker.lastBackOffMillis();
        worker.poll();
        long third = worker.lastBackOffMillis();
        target.away = false;
        worker.drain();
        worker.append(topic.upsert(1, "Ada", 2L));
        target.away = true;
        worker.poll();

        // Then
        assertThat(new long[] {first, second, third, worker.lastBackOffMillis()})
                .containsExactly(10, 20, 35, 10);
    }

    @Test
    void a_bound_on_retries_stops_the_task_with_what_to_do() {
        // Given
        WorkerStandIn worker = worker("flush.max.retries", "1");
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.start();
        target.away = true;
        worker.poll();

        // When / Then
        assertThatThrownBy(worker::poll)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("flush.max.retries=1");
    }

    @Test
    void reading_goes_on_at_the_offset_that_the_target_stored() {
        // Given
        target.storesOffsets = true;
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.append(topic.upsert(2, "Bob", 1L));
        worker.start().drain();
        target.batchSizes.clear();
        worker.append(topic.upsert(3, "Cy", 1L));

        // When
        worker.crash().drain();

        // Then
        assertThat(target.batchSizes).containsExactly(1);
        assertThat(name(3)).isEqualTo("Cy");
        assertThat(worker.commit()).containsEntry(partition, 3L);
    }

    @Test
    void a_target_that_was_restored_from_a_backup_gets_what_it_misses() {
        // Given
        target.storesOffsets = true;
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(1, "Ada", 1L));
        worker.append(topic.upsert(2, "Bob", 1L));
        worker.start().drain().commit();

        // When
        target.offsets.put(partition, 1L);
        target.collections.clear();
        worker.append(topic.upsert(3, "Cy", 1L));
        worker.crash().drain();

        // Then
        assertThat(name(2)).isEqualTo("Bob");
        assertThat(name(3)).isEqualTo("Cy");
    }

    @Test
    void a_target_that_tells_its_offset_late_still_gets_everything_once() {
        // Given
        target.storesOffsets = true;
        WorkerStandIn worker = worker();
        for (long id = 1; id <= 6; id++) {
            worker.append(topic.upsert(id, "name", 1L));
        }
        worker.maxPollRecords(2).start().drain();
        target.offsets.put(partition, 3L);
        target.collections.clear();
        target.away = true;
        worker.rewindTo(5).crash();
        worker.poll();
        target.away = false;

        // When
        worker.drain();

        // Then
        assertThat(target.collections.get("customer")).containsOnlyKeys("4", "5", "6");
    }

    @Test
    void a_topic_that_was_created_again_is_not_skipped_in_silence() {
        // Given
        target.storesOffsets = true;
        target.offsets.put(partition, 1_000L);
        WorkerStandIn worker = worker();
        worker.append(topic.upsert(1, "Ada", 1L));

        // When / Then
        worker.start();
        assertThatThrownBy(worker::drain)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("created again")
                .hasMessageContaining("/offsets");
    }

    @Test
    void a_header_that_arrives_as_a_number_stops_the_task_with_what_to_set() {
        // Given
        WorkerStandIn worker = worker();
        SinkRecord record = topic.upsert(1, "Ada", 1L);
        record.headers().remove("eb-seq").addLong("eb-seq", 5);
        worker.append(record);

        // When / Then
        worker.start();
        assertThatThrownBy(worker::drain)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("header.converter=org.apache.kafka.connect.storage.StringConverter");
    }
}
