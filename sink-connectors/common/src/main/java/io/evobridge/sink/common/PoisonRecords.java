package io.evobridge.sink.common;

import io.evobridge.sink.common.metrics.SinkTaskMetrics;
import io.evobridge.sink.common.row.RowChange;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where records go that cannot be written: the dead letter queue; where there is none, the task stops. */
final class PoisonRecords {

    private static final Logger LOG = LoggerFactory.getLogger(PoisonRecords.class);
    private static final long REPORT_TIMEOUT_SECONDS = 60;

    private final @Nullable ErrantRecordReporter reporter;
    private final SinkTaskMetrics metrics;

    PoisonRecords(@Nullable ErrantRecordReporter reporter, SinkTaskMetrics metrics) {
        this.reporter = reporter;
        this.metrics = metrics;
    }

    /** Returns when the record is safe in the dead letter queue; throws ConnectException where it cannot get there. */
    void report(SinkRecord record, DataException reason) {
        String position = RowChange.positionOf(record);
        DataException located = new DataException(position + ": " + reason.getMessage(), reason);
        if (reporter == null) {
            throw new ConnectException(
                    "the record " + position + " cannot be written: " + reason.getMessage()
                            + ". To set such records aside, set errors.tolerance=all and"
                            + " errors.deadletterqueue.topic.name",
                    reason);
        }
        try {
            reporter.report(record, located).get(REPORT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("interrupted while a dead letter was sent", e);
        } catch (ExecutionException e) {
            throw new ConnectException("the dead letter of " + position + " could not be sent: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new RetriableException(
                    "the dead letter of " + position + " was not confirmed in " + REPORT_TIMEOUT_SECONDS + " s", e);
        }
        metrics.rejected();
        LOG.warn("msg=\"record set aside\" record={} reason=\"{}\"", position, reason.getMessage());
    }
}
