package io.evobridge.sink.common.metrics;

import io.evobridge.contract.Hlc;
import io.evobridge.sink.common.RowBatch;
import io.evobridge.sink.common.WriteResult;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.Skipped;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counters of one task, registered as {@code io.evobridge.sink:type=task,connector=…,task=…}. */
public final class SinkTaskMetrics implements SinkTaskMetricsMXBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkTaskMetrics.class);

    private final AtomicLong upserts = new AtomicLong();
    private final AtomicLong deletes = new AtomicLong();
    private final AtomicLong fenced = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong flushMicros = new AtomicLong();
    private volatile int lastBatchRowCount;
    private volatile long lastFlushMicros;
    private volatile long maxFlushMicros;
    private volatile long lastHlc;
    private volatile long stalenessMillis = -1;
    private @Nullable ObjectName name;

    /** Registered under the task's name; an older registration of a task that died gives way. */
    public static SinkTaskMetrics register(String connector, int task) {
        SinkTaskMetrics metrics = new SinkTaskMetrics();
        try {
            ObjectName name = new ObjectName(
                    "io.evobridge.sink:type=task,connector=" + ObjectName.quote(connector) + ",task=" + task);
            try {
                ManagementFactory.getPlatformMBeanServer().registerMBean(metrics, name);
            } catch (InstanceAlreadyExistsException e) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
                ManagementFactory.getPlatformMBeanServer().registerMBean(metrics, name);
            }
            metrics.name = name;
        } catch (JMException e) {
            LOG.warn("msg=\"metrics are not registered\" connector={} task={}", connector, task, e);
        }
        return metrics;
    }

    /** One write, of the batches of one partition or more, with what became of each. */
    public void written(List<RowBatch> written, List<WriteResult> results, long nanos) {
        for (WriteResult result : results) {
            upserts.addAndGet(result.upserted());
            deletes.addAndGet(result.deleted());
            fenced.addAndGet(result.fenced());
            refused.addAndGet(result.refused());
        }
        batches.incrementAndGet();
        lastBatchRowCount = written.stream().mapToInt(RowBatch::size).sum();
        lastFlushMicros = TimeUnit.NANOSECONDS.toMicros(nanos);
        maxFlushMicros = Math.max(maxFlushMicros, lastFlushMicros);
        flushMicros.addAndGet(lastFlushMicros);
        long newestMicros = 0;
        for (RowBatch batch : written) {
            for (RowChange change : batch.changes()) {
                Hlc hlc = change.hlc();
                if (hlc != null && Long.compareUnsigned(hlc.bits(), lastHlc) > 0) {
                    lastHlc = hlc.bits();
                }
            }
            Long commitMicros =
                    batch.changes().get(batch.size() - 1).provenance().commitMicros();
            newestMicros = commitMicros == null ? newestMicros : Math.max(newestMicros, commitMicros);
        }
        if (newestMicros > 0) {
            stalenessMillis = Math.max(0, System.currentTimeMillis() - newestMicros / 1_000);
        }
    }

    public void rejected() {
        rejected.incrementAndGet();
    }

    public void skipped(Skipped reason) {
        if (skipped.incrementAndGet() == 1 || reason == Skipped.TRUNCATE) {
            LOG.warn("msg=\"record asks for nothing that a row can hold, skipped\" reason={}", reason);
        }
    }

    public void retried() {
        retries.incrementAndGet();
    }

    @Override
    public long getUpsertTotal() {
        return upserts.get();
    }

    @Override
    public long getDeleteTotal() {
        return deletes.get();
    }

    @Override
    public long getFencedTotal() {
        return fenced.get();
    }

    @Override
    public long getRefusedTotal() {
        return refused.get();
    }

    @Override
    public long getRejectedTotal() {
        return rejected.get();
    }

    @Override
    public long getSkippedTotal() {
        return skipped.get();
    }

    @Override
    public long getBatchTotal() {
        return batches.get();
    }

    @Override
    public long getRetryTotal() {
        return retries.get();
    }

    @Override
    public int getLastBatchRowCount() {
        return lastBatchRowCount;
    }

    @Override
    public long getLastFlushMicros() {
        return lastFlushMicros;
    }

    @Override
    public long getMaxFlushMicros() {
        return maxFlushMicros;
    }

    @Override
    public long getFlushMicrosTotal() {
        return flushMicros.get();
    }

    @Override
    public long getLastHlc() {
        return lastHlc;
    }

    @Override
    public long getStalenessMillis() {
        return stalenessMillis;
    }

    @Override
    public void close() {
        ObjectName registered = name;
        if (registered == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
        } catch (InstanceNotFoundException e) {
            LOG.debug("msg=\"metrics were taken over by a newer task\" name={}", registered);
        } catch (JMException e) {
            LOG.warn("msg=\"metrics could not be unregistered\" name={}", registered, e);
        }
    }
}
