package io.evobridge.sink.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.servers.InfluxDb;
import io.evobridge.servers.SmallDisk;
import io.evobridge.sink.common.contract.ResolvedTopic;
import io.evobridge.sink.common.contract.WorkerStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskIT {

    private static final int ROWS = 2_000;

    @Test
    @DisplayName("a full disk sets nothing aside and loses nothing, and with room the sink goes on by itself")
    void fullDisk(@TempDir Path home) {
        try (SmallDisk disk = SmallDisk.mount(home.resolve("disk"), 64);
                InfluxDb server = InfluxDb.start(home.resolve("influxdb"), disk);
                WorkerStandIn worker = worker(server)) {
            // Given
            ResolvedTopic topic = new ResolvedTopic("orders");
            worker.append(topic.upsert(0, "x".repeat(100), 0L));
            worker.start().drain();
            for (long id = 1; id < ROWS; id++) {
                worker.append(topic.upsert(id, "x".repeat(100), id));
            }

            // When
            disk.fill();

            // Then
            assertThat(worker.poll()).isFalse();
            assertThat(worker.poll()).isFalse();
            assertThat(worker.commit().values()).containsExactly(1L);

            // When
            disk.free();
            server.restart();
            await().atMost(Duration.ofMinutes(2)).until(() -> worker.poll() && worker.isDrained());

            // Then
            assertThat(worker.deadLetters()).isEmpty();
            List<Map<String, String>> count =
                    TestRequests.influxQl(server.url(), "history", "SELECT count(amount) FROM orders");
            assertThat(count)
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("count", Integer.toString(ROWS)));
        }
    }

    private static WorkerStandIn worker(InfluxDb server) {
        return new WorkerStandIn(
                InfluxDbSinkTask::new,
                Map.of("connection.url", server.url(), "database", "history", "database.create", "true"));
    }
}
