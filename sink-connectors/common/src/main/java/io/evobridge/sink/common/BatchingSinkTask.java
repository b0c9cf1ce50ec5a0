package io.evobridge.sink.common;

import io.evobridge.sink.common.config.SinkConfig;
import io.evobridge.sink.common.metrics.SinkTaskMetrics;
import io.evobridge.sink.common.row.RecordReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The task that all sinks share: groups records by partition, reads and batches them, writes the batches, isolates poison
 * records, backs off while the target is away, and commits durable offsets only.
 *
 * <p>It never waits inside {@link #put}: an outage ends the call with RetriableException, Connect keeps the records and
 * delivers them again after the back-off, so that any length of outage stays inside max.poll.interval.ms.
 *
 * @param <C> configuration of the sink
 */
public abstract class BatchingSinkTask<C extends SinkConfig> extends SinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(BatchingSinkTask.class);

    private final PartitionProgress progress = new PartitionProgress();
    private final Set<TopicPartition> misplaced = new HashSet<>();
    private @Nullable Session session;

    /** What lives from start to stop. */
    private record Session(
            SinkConfig config,
            RowWriter writer,
            SinkTaskMetrics metrics,
            Outage outage,
            PartitionWrites writes,
            CommitRequests commits) {}

    /** Reads the properties; throws ConfigException. */
    protected abstract C config(Map<String, String> properties);

    /** The writer; must not connect yet. */
    protected abstract RowWriter writer(C config);

    @Override
    public String version() {
        return SinkVersion.VERSION;
    }

    @Override
    public void start(Map<String, String> properties) {
        C config = config(properties);
        RowWriter writer = writer(config);
        SinkTaskMetrics metrics = SinkTaskMetrics.register(config.connectorName(), config.taskNumber());
        RecordReader reader = new RecordReader(
                config.readingRules(), (collection, fieldCount) -> writer.keyFields(collection, fieldCount));
        PoisonRecords poison = new PoisonRecords(context.errantRecordReporter(), metrics);
        session = new Session(
                config,
                writer,
                metrics,
                new Outage(config.firstRetryDelayMillis(), config.maxRetryDelayMillis()),
                new PartitionWrites(reader, writer, config.batchRowCount(), poison, metrics, progress),
                new CommitRequests(config.commitIntervalMillis(), System::nanoTime));
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        progress.assign(partitions);
        try {
            position(session());
        } catch (RetriableException e) {
            // The next put asks again: a target that is away at start-up is an outage as any other.
            LOG.warn("msg=\"target did not tell its progress yet\" reason=\"{}\"", e.getMessage());
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        Session session = session();
        if (!records.isEmpty()) {
            write(session, records);
        }
        session.commits().ask(context, progress);
    }

    private void write(Session session, Collection<SinkRecord> records) {
        try {
            // The target answered late: what is here was read from elsewhere, the seek brings the right records.
            misplaced.addAll(position(session).keySet());
            boolean redelivered = session.outage().isOngoing();
            Map<TopicPartition, List<SinkRecord>> wanted = byPartition(records);
            wanted.keySet().removeAll(misplaced);
            session.writes().write(wanted, redelivered);
        } catch (RetriableException e) {
            throw backOff(session, e);
        }
        misplaced.clear();
        if (session.outage().over()) {
            LOG.info(
                    "msg=\"target takes writes again\" connector={}",
                    session.config().connectorName());
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> delivered) {
        return progress.committable(delivered);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        progress.revoke(partitions);
        misplaced.removeAll(partitions);
        if (session != null) {
            session.writer().release(partitions);
        }
    }

    @Override
    public void stop() {
        if (session != null) {
            session.writer().close();
            session.metrics().close();
            session = null;
        }
    }

    private Session session() {
        if (session == null) {
            throw new IllegalStateException("the task is not started");
        }
        return session;
    }

    /** Asks the target for its progress where that was not done, and lets the consumer read on from there. */
    private Map<TopicPartition, Long> position(Session session) {
        Set<TopicPartition> unopened = progress.unopened();
        if (unopened.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, Long> stored = session.writer().open(unopened);
        progress.opened(unopened, stored);
        stored.forEach(context::offset);
        return stored;
    }

    private RetriableException backOff(Session session, RetriableException outage) {
        long delayMillis = Math.max(session.outage().failed(), PauseRequestedException.millisOf(outage));
        int attempts = session.outage().attempts();
        int bound = session.config().maxRetries();
        session.metrics().retried();
        if (bound >= 0 && attempts > bound) {
            throw new ConnectException(
                    "the target did not take a batch in " + attempts + " attempts (flush.max.retries=" + bound
                            + "); mend it and restart the task, or set flush.max.retries=-1 to wait for it: "
                            + outage.getMessage(),
                    outage);
        }
        LOG.warn(
                "msg=\"target does not take writes, will try again\" connector={} attempt={} delay_ms={} reason=\"{}\"",
                session.config().connectorName(),
                attempts,
                delayMillis,
                outage.getMessage());
        context.timeout(delayMillis);
        return outage;
    }

    /** In one order always: two tasks that lock the same places do not wait for each other. */
    private static Map<TopicPartition, List<SinkRecord>> byPartition(Collection<SinkRecord> records) {
        Map<TopicPartition, List<SinkRecord>> groups =
                new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        for (SinkRecord record : records) {
            groups.computeIfAbsent(
                            new TopicPartition(record.topic(), record.kafkaPartition()), any -> new ArrayList<>())
                    .add(record);
        }
        return groups;
    }
}
