package io.evobridge.sink.common;

import io.evobridge.sink.common.metrics.SinkTaskMetrics;
import io.evobridge.sink.common.row.Reading;
import io.evobridge.sink.common.row.RecordReader;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.Skipped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the records of one partition in order: reads them, cuts batches, halves a batch that holds poison. A poison
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
     * Writes records in offset order.
     *
     * @param redelivered whether an earlier attempt may have made some of them durable
     */
    void write(TopicPartition partition, List<SinkRecord> records, boolean redelivered) {
        refuseShorterLog(partition, records.get(0).kafkaOffset(), redelivered);
        List<RowChange> pending = new ArrayList<>(Math.min(records.size(), batchRowCount));
        long next = 0;
        for (SinkRecord record : records) {
            if (redelivered && progress.isDurable(partition, record.kafkaOffset())) {
                continue;
            }
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
        metrics.written(batch, result, System.nanoTime() - startNanos);
        for (Rejection rejection : result.rejected()) {
            poison.report(rejection.change().source(), rejection.reason());
        }
        progress.durableUpTo(batch.partition(), batch.nextOffset());
    }
}
