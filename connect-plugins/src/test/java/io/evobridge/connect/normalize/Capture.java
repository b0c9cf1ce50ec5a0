package io.evobridge.connect.normalize;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real Debezium source task inside the test, with the transformation behind it as in a Connect worker. */
final class Capture implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SourceTask task;
    private final NormalizeChange<SourceRecord> smt = new NormalizeChange<>();
    private final List<SourceRecord> seen = new ArrayList<>();

    private Capture(SourceTask task) {
        this.task = task;
    }

    /** Starts a task without stored offsets, so that it begins with a snapshot. */
    static Capture start(SourceTask task, Map<String, String> connector, Map<String, String> transformation) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "capture",
                "task.id", "0",
                "topic.prefix", "src",
                "poll.interval.ms", "10",
                "schema.history.internal", "io.debezium.relational.history.MemorySchemaHistory",
                "decimal.handling.mode", "precise",
                "binary.handling.mode", "bytes",
                "event.processing.failure.handling.mode", "fail",
                "event.converting.failure.handling.mode", "fail"));
        config.put("extended.headers.enabled", "false");
        config.putAll(connector);
        Capture capture = new Capture(task);
        capture.smt.configure(transformation);
        task.initialize(new NoOffsets(config));
        task.start(config);
        return capture;
    }

    /** What the transformation made of everything captured, until as many as wanted are as wanted. */
    List<SourceRecord> await(int count, Predicate<SourceRecord> wanted) {
        List<SourceRecord> found = new ArrayList<>();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            List<SourceRecord> batch = task.poll();
            for (SourceRecord record : batch == null ? List.<SourceRecord>of() : batch) {
                SourceRecord made = smt.apply(record);
                if (made != null) {
                    seen.add(made);
                }
            }
            seen.stream().filter(wanted).forEach(found::add);
            boolean enough = found.size() >= count;
            if (!enough) {
                found.clear();
            }
            return enough;
        });
        seen.clear();
        return found;
    }

    @Override
    public void close() {
        task.stop();
        smt.close();
    }

    private record NoOffsets(Map<String, String> configs) implements SourceTaskContext {

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new OffsetStorageReader() {
                @Override
                public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
                    return null;
                }

                @Override
                public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                    return new HashMap<>();
                }
            };
        }

        @Override
        public @Nullable PluginMetrics pluginMetrics() {
            return null;
        }
    }
}
