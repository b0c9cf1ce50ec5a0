package io.evobridge.sink.common.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for a Connect worker and its topics: keeps a log per partition, delivers from the consumer's position, keeps
 * a batch for redelivery after RetriableException, obeys seeks and commits what preCommit returns, all as Connect does.
 */
public final class WorkerStandIn implements AutoCloseable {

    private final Supplier<? extends SinkTask> tasks;
    private final Map<String, String> config;
    private final Map<TopicPartition, List<SinkRecord>> logs = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private final List<SinkRecord> deadLetters = new ArrayList<>();
    private final List<String> deadLetterReasons = new ArrayList<>();
    private List<SinkRecord> redelivery = List.of();
    private boolean reporterPresent = true;
    private int maxPollRecords = 500;
    private long lastBackOffMillis;
    private boolean commitRequested;
    private @Nullable SinkTask task;

    public WorkerStandIn(Supplier<? extends SinkTask> tasks, Map<String, String> config) {
        this.tasks = tasks;
        this.config = Map.copyOf(config);
    }

    /** As with errors.tolerance=none on an old worker: there is no dead letter queue. */
    public WorkerStandIn withoutReporter() {
        reporterPresent = false;
        return this;
    }

    public WorkerStandIn maxPollRecords(int count) {
        maxPollRecords = count;
        return this;
    }

    /** Puts a record at the end of its partition's log; returns it with its offset. */
    public SinkRecord append(SinkRecord record) {
        List<SinkRecord> log = logs.computeIfAbsent(
                new TopicPartition(record.topic(), record.kafkaPartition()), any -> new ArrayList<>());
        SinkRecord placed = new SinkRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                log.size(),
                record.timestamp(),
                record.timestampType(),
                record.headers());
        log.add(placed);
        return placed;
    }

    /** Starts a task on all partitions, from the committed offsets. */
    public WorkerStandIn start() {
        task = tasks.get();
        task.initialize(new Context());
        task.start(config);
        seeks.clear();
        redelivery = List.of();
        positions.clear();
        logs.keySet().forEach(partition -> positions.put(partition, committed.getOrDefault(partition, 0L)));
        task.open(logs.keySet());
        return this;
    }

    /** One turn of the worker. Returns whether a put succeeded or nothing was left; false after RetriableException. */
    public boolean poll() {
        seeks.forEach(positions::put);
        seeks.clear();
        List<SinkRecord> records = redelivery.isEmpty() ? fetch() : redelivery;
        try {
            running().put(records);
        } catch (RetriableException e) {
            redelivery = records;
            return false;
        }
        redelivery = List.of();
        return true;
    }

    /** Polls until every record is delivered; throws IllegalStateException after a RetriableException. */
    public WorkerStandIn drain() {
        do {
            if (!poll()) {
                throw new IllegalStateException("the target is away");
            }
        } while (!isDrained());
        return this;
    }

    public boolean isDrained() {
        return redelivery.isEmpty()
                && seeks.isEmpty()
                && logs.entrySet().stream()
                        .allMatch(log -> positions.getOrDefault(log.getKey(), 0L)
                                >= log.getValue().size());
    }

    /** What Connect does every offset.flush.interval.ms. */
    public Map<TopicPartition, Long> commit() {
        commitRequested = false;
        Map<TopicPartition, OffsetAndMetadata> delivered = new HashMap<>();
        positions.forEach((partition, position) -> delivered.put(partition, new OffsetAndMetadata(position)));
        redelivery.forEach(record -> delivered.merge(
                new TopicPartition(record.topic(), record.kafkaPartition()),
                new OffsetAndMetadata(record.kafkaOffset()),
                (one, other) -> one.offset() < other.offset() ? one : other));
        running().preCommit(delivered).forEach((partition, offset) -> committed.put(partition, offset.offset()));
        return Map.copyOf(committed);
    }

    /** The process dies: no close, no commit. A new task starts from the committed offsets. */
    public WorkerStandIn crash() {
        task = null;
        return start();
    }

    /** Sets the consumer's committed offset of every partition back. */
    public WorkerStandIn rewindTo(long offset) {
        logs.keySet().forEach(partition -> committed.put(partition, offset));
        return this;
    }

    /** Stops the task in order, as a rebalance or a restart does. */
    public WorkerStandIn stop() {
        SinkTask running = running();
        commit();
        running.close(logs.keySet());
        running.stop();
        task = null;
        return this;
    }

    public List<SinkRecord> deadLetters() {
        return List.copyOf(deadLetters);
    }

    public List<String> deadLetterReasons() {
        return List.copyOf(deadLetterReasons);
    }

    public Map<TopicPartition, Long> committed() {
        return Map.copyOf(committed);
    }

    /** What the task last asked for with context.timeout. */
    public long lastBackOffMillis() {
        return lastBackOffMillis;
    }

    /** Whether the task has asked for a commit since the last one; it is left to the test, so that crashes find replays. */
    public boolean isCommitRequested() {
        return commitRequested;
    }

    @Override
    public void close() {
        if (task != null) {
            task.stop();
        }
    }

    private SinkTask running() {
        if (task == null) {
            throw new IllegalStateException("start the worker stand-in first");
        }
        return task;
    }

    private List<SinkRecord> fetch() {
        List<SinkRecord> records = new ArrayList<>();
        logs.forEach((partition, log) -> {
            long position = positions.getOrDefault(partition, 0L);
            // Behind the end of the log, a consumer starts over (auto.offset.reset=earliest).
            int from = position > log.size() ? 0 : (int) position;
            int to = Math.min(log.size(), from + maxPollRecords - records.size());
            records.addAll(log.subList(from, Math.max(from, to)));
            positions.put(partition, (long) Math.max(from, to));
        });
        return records;
    }

    private final class Context implements SinkTaskContext {

        @Override
        public Map<String, String> configs() {
            return config;
        }

        @Override
        public void offset(Map<TopicPartition, Long> offsets) {
            seeks.putAll(offsets);
        }

        @Override
        public void offset(TopicPartition partition, long offset) {
            seeks.put(partition, offset);
        }

        @Override
        public void timeout(long timeoutMillis) {
            lastBackOffMillis = timeoutMillis;
        }

        @Override
        public Set<TopicPartition> assignment() {
            return Set.copyOf(logs.keySet());
        }

        @Override
        public void pause(TopicPartition... partitions) {
            throw new UnsupportedOperationException("the sinks do not pause");
        }

        @Override
        public void resume(TopicPartition... partitions) {
            throw new UnsupportedOperationException("the sinks do not pause");
        }

        @Override
        public void requestCommit() {
            commitRequested = true;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException("workers before 4.2 have none");
        }

        @Override
        public @Nullable ErrantRecordReporter errantRecordReporter() {
            return reporterPresent
                    ? (record, error) -> {
                        deadLetters.add(record);
                        deadLetterReasons.add(error.getMessage());
                        return CompletableFuture.completedFuture(null);
                    }
                    : null;
        }
    }
}
