package io.evobridge.sink.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.evobridge.servers.InfluxDb;
import io.evobridge.sink.common.contract.PlainTopic;
import io.evobridge.sink.common.contract.WorkerStandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscapingIT {

    private static final int ROWS = 500;
    private static final String AWKWARD = "a,= \"'\\\n\r\t/#%ü漢;()[]{}<>|&$!?*+-.0";

    @Test
    @DisplayName("any text in measurement, tags, field names and fields comes back, whatever it is made of")
    void anyText(@TempDir Path home) {
        long seed = Long.getLong("seed", System.nanoTime());
        try (InfluxDb server = InfluxDb.start(home)) {
            // Given
            Random random = new Random(seed);
            PlainTopic topic = new PlainTopic("orders");
            String measurement = "m" + text(random) + "m";
            String field = "f" + text(random);
            List<Line> lines = new ArrayList<>();
            for (long i = 0; i < ROWS; i++) {
                lines.add(new Line("k" + i + text(random), text(random), text(random), i));
            }

            // When
            try (WorkerStandIn worker = worker(server, measurement)) {
                lines.forEach(line -> worker.append(topic.record(
                        null,
                        Map.of("id", line.id()),
                        null,
                        Map.of("id", line.id(), "tag", line.tag(), field, line.text(), "n", line.number()))));
                worker.start().drain();
                assertThat(worker.deadLetterReasons()).as("seed %d", seed).isEmpty();
            }

            // Then
            Map<String, Map<String, String>> stored = new HashMap<>();
            for (Map<String, String> row : TestRequests.influxQl(server.url(), "history", "SELECT * FROM /.*/")) {
                stored.put(row.getOrDefault("n", "none"), row);
            }
            assertThat(stored).as("seed %d", seed).hasSize(ROWS);
            for (Line line : lines) {
                Map<String, String> expected = new HashMap<>();
                expected.put("id", TagText.of(line.id()));
                expected.put(TagText.of(field), line.text());
                if (!line.tag().isEmpty()) {
                    expected.put("tag", TagText.of(line.tag()));
                }
                assertThat(stored.get(Long.toString(line.number())))
                        .as("seed %d", seed)
                        .containsAllEntriesOf(expected);
            }
        }
    }

    private record Line(String id, String tag, String text, long number) {}

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append(AWKWARD.charAt(random.nextInt(AWKWARD.length())));
        }
        return text.toString();
    }

    private static WorkerStandIn worker(InfluxDb server, String measurement) {
        return new WorkerStandIn(
                InfluxDbSinkTask::new,
                Map.of(
                        "connection.url", server.url(),
                        "database", "history",
                        "database.create", "true",
                        "collection.name.format", measurement,
                        "tags", "tag"));
    }
}
