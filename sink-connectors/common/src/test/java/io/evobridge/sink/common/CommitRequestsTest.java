package io.evobridge.sink.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.WorkerStandIn;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitRequestsTest {

    private static final String HOUR = "3600000";

    private final MemoryTarget target = new MemoryTarget();
    private final ResolvedTopic topic = new ResolvedTopic("customer");

    private WorkerStandIn worker(String intervalMillis) {
        WorkerStandIn worker =
                new WorkerStandIn(target::task, Map.of("name", "unit", "offset.commit.interval.ms", intervalMillis));
        worker.append(topic.upsert(1, "Ada", 1L));
        return worker.start();
    }

    @Test
    void the_first_write_is_committed_at_once() {
        // Given
        WorkerStandIn worker = worker(HOUR);

        // When
        worker.poll();

        // Then
        assertThat(worker.isCommitRequested()).isTrue();
    }

    @Test
    void the_next_one_waits_for_the_interval_and_connect_is_asked_to_come_by_then() {
        // Given
        WorkerStandIn worker = worker(HOUR);
        worker.poll();
        worker.commit();
        worker.append(topic.upsert(2, "Bob", 1L));

        // When
        worker.poll();

        // Then
        assertThat(worker.isCommitRequested()).isFalse();
        assertThat(worker.lastBackOffMillis()).isEqualTo(3_600_000);
    }

    @Test
    void the_end_of_a_burst_is_asked_for_although_no_record_follows() {
        // Given
        WorkerStandIn worker = worker("50");
        worker.poll();
        worker.commit();
        worker.append(topic.upsert(2, "Bob", 1L));
        worker.poll();

        // When, Then
        await().until(() -> worker.poll() && worker.isCommitRequested());
    }

    @Test
    void nothing_is_asked_for_when_all_is_committed() {
        // Given
        WorkerStandIn worker = worker("1");
        worker.poll();
        worker.commit();

        // When
        worker.poll();

        // Then
        assertThat(worker.isCommitRequested()).isFalse();
    }

    @Test
    void a_target_that_is_away_leaves_nothing_to_commit() {
        // Given
        target.away = true;
        WorkerStandIn worker = worker("1");

        // When
        worker.poll();

        // Then
        assertThat(worker.isCommitRequested()).isFalse();
    }

    @Test
    void zero_leaves_it_to_the_worker() {
        // Given
        WorkerStandIn worker = worker("0");

        // When
        worker.poll();

        // Then
        assertThat(worker.isCommitRequested()).isFalse();
    }
}
