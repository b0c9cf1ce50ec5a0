package io.evobridge.sink.common;

import io.evobridge.sink.common.metrics.SinkTaskMetrics;
import io.evobridge.sink.common.row.Reading;
import io.evobridge.sink.common.row.RecordReader;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.Skipped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the records of each partition in order: reads them, cuts batches, halves a batch that holds poison. A poison
 * record is reported when everything before it is durable and before anything behind it is: so neither a crash nor a
 * stored offset can pass over it.
 */
final class PartitionWrites {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionWrites.class);

    private final RecordReader reader;
    private final RowWriter writer;
    private final int batchRowCount;
    private final PoisonRecords poison;
    private final SinkTaskMetrics metrics;
    private final PartitionProgress progress;

    PartitionWrites(
            RecordReader reader,
            RowWriter writer,
            int batchRowCount,
            PoisonRecords poison,
            SinkTaskMetrics metrics,
            PartitionProgress progress) {
        this.reader = reader;
        this.writer = writer;
        this.batchRowCount = batchRowCount;
        this.poison = poison;
        this.metrics = metrics;
        this.progress = progress;
    }

    /**
     * Writes the records of each partition in offset order.
     *
     * @param redelivered whether an earlier attempt may have made some of them durable
     */
    void write(Map<TopicPartition, List<SinkRecord>> records, boolean redelivered) {
        int count = records.values().stream().mapToInt(List::size).sum();
        if (records.size() < 2 || count > batchRowCount || !writeTogether(records, redelivered)) {
            records.forEach((partition, own) -> write(partition, own, redelivered));
        }
    }

    /**
     * One write for all partitions: a few records that are spread over many partitions would otherwise cost as many round
     * trips as there are partitions.
     *
     * @return false when one of them is poison: only partition by partition it can be told what is durable before it
     */
    private boolean writeTogether(Map<TopicPartition, List<SinkRecord>> records, boolean redelivered) {
        List<RowBatch> batches = new ArrayList<>();
        Map<TopicPartition, Long> passed = new HashMap<>();
        List<Skipped> skipped = new ArrayList<>();
        List<WriteResult> results;
        long startNanos;
        try {
            for (Map.Entry<TopicPartition, List<SinkRecord>> entry : records.entrySet()) {
                TopicPartition partition = entry.getKey();
                List<SinkRecord> open = open(partition, entry.getValue(), redelivered);
                List<RowChange> changes = changes(open, skipped);
                if (open.isEmpty()) {
                    continue;
                }
                long end = open.get(open.size() - 1).kafkaOffset() + 1;
                if (changes.isEmpty()) {
                    passed.put(partition, end);
                } else {
                    batches.add(new RowBatch(partition, changes, end));
                }
            }
            startNanos = System.nanoTime();
            results = batches.isEmpty() ? List.of() : writer.writeTogether(batches);
        } catch (DataException e) {
            return false;
        }
        skipped.forEach(metrics::skipped);
        written(batches, results, System.nanoTime() - startNanos);
        passed.forEach(progress::durableUpTo);
        return true;
    }

    private List<RowChange> changes(List<SinkRecord> records, List<Skipped> skipped) {
        List<RowChange> changes = new ArrayList<>(records.size());
        for (SinkRecord record : records) {
            Reading reading = reader.read(record);
            if (reading instanceof RowChange change) {
                changes.add(change);
            } else if (reading instanceof Skipped reason) {
                skipped.add(reason);
            }
        }
        return changes;
    }

    /** What is not durable yet. */
    private List<SinkRecord> open(TopicPartition partition, List<SinkRecord> records, boolean redelivered) {
        refuseShorterLog(partition, records.get(0).kafkaOffset(), redelivered);
        return redelivered
                ? records.stream()
                        .filter(record -> !progress.isDurable(partition, record.kafkaOffset()))
                        .toList()
                : records;
    }

    private void write(TopicPartition partition, List<SinkRecord> records, boolean redelivered) {
        List<RowChange> pending = new ArrayList<>(Math.min(records.size(), batchRowCount));
        long next = 0;
        for (SinkRecord record : open(partition, records, redelivered)) {
            try {
                Reading reading = reader.read(record);
                if (reading instanceof RowChange change) {
                    pending.add(change);
                } else if (reading instanceof Skipped skipped) {
                    metrics.skipped(skipped);
                }
            } catch (DataException e) {
                flush(partition, pending, record.kafkaOffset());
                poison.report(record, e);
            }
            next = record.kafkaOffset() + 1;
            if (pending.size() == batchRowCount) {
                flush(partition, pending, next);
            }
        }
        if (next > 0) {
            flush(partition, pending, next);
        }
    }

    private void refuseShorterLog(TopicPartition partition, long first, boolean redelivered) {
        Long stored = progress.storedOffset(partition);
        if (stored == null || !progress.isDurable(partition, first) || (redelivered && first >= stored)) {
            return;
        }
        throw new ConnectException(
                "offset " + first + " of " + partition + " was delivered, but the target has stored that"
                        + " a later one was applied: the topic was deleted and created again, or lost its end. Stop the connector"
                        + " and reset its offsets (DELETE /connectors/<name>/offsets) to apply the topic from its start");
    }

    private void flush(TopicPartition partition, List<RowChange> pending, long nextOffset) {
        if (!pending.isEmpty()) {
            write(new RowBatch(partition, pending, nextOffset));
            pending.clear();
        }
        progress.durableUpTo(partition, nextOffset);
    }

    private void write(RowBatch batch) {
        long startNanos = System.nanoTime();
        WriteResult result;
        try {
            result = writer.write(batch);
        } catch (DataException e) {
            if (batch.size() == 1) {
                poison.report(batch.changes().get(0).source(), e);
                progress.durableUpTo(batch.partition(), batch.nextOffset());
            } else {
                LOG.debug("msg=\"batch holds poison, halving it\" batch=\"{}\"", batch);
                write(batch.firstHalf());
                write(batch.secondHalf());
            }
            return;
        }
        written(List.of(batch), List.of(result), System.nanoTime() - startNanos);
    }

    private void written(List<RowBatch> batches, List<WriteResult> results, long nanos) {
        if (batches.isEmpty()) {
            return;
        }
        metrics.written(batches, results, nanos);
        for (int i = 0; i < batches.size(); i++) {
            for (Rejection rejection : results.get(i).rejected()) {
                poison.report(rejection.change().source(), rejection.reason());
            }
            progress.durableUpTo(batches.get(i).partition(), batches.get(i).nextOffset());
        }
    }
}
