package io.evobridge.sink.common.metrics;

/** Numbers of one sink task since it started. The tags are connector and task only, so that they stay bounded. */
public interface SinkTaskMetricsMXBean {

    /** Rows written. */
    long getUpsertTotal();

    /** Deletions written. */
    long getDeleteTotal();

    /** Changes left out because the target held the same or a newer state. */
    long getFencedTotal();

    /** Changes left out because the row holds a local write that they did not know. */
    long getRefusedTotal();

    /** Records set aside as dead letters. */
    long getRejectedTotal();

    /** Records that asked for nothing. */
    long getSkippedTotal();

    long getBatchTotal();

    /** Attempts that ended in a back-off. */
    long getRetryTotal();

    /** Changes in the last batch. */
    int getLastBatchRowCount();

    /** Duration of the last batch, microseconds. */
    long getLastFlushMicros();

    /** Longest batch, microseconds. */
    long getMaxFlushMicros();

    /** Sum of all batches, microseconds; with the batch total it gives the mean. */
    long getFlushMicrosTotal();

    /** Highest clock reading written, as unsigned bits; 0 before the first. */
    long getLastHlc();

    /** Age of the last written change when it became durable, from the commit at its origin; −1 where unknown. */
    long getStalenessMillis();
}
