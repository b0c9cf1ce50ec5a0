package io.evobridge.resolver.processor;

import io.evobridge.contract.QuarantineStage;
import io.evobridge.resolver.errors.QuarantineHeaders;
import io.evobridge.resolver.metrics.ResolverMetrics;
import io.evobridge.resolver.wire.PoisonException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where captured records go that cannot be understood or accepted: unchanged, with the reason. */
final class Quarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final ProcessorContext<byte[], byte[]> context;
    private final String child;
    private final ResolverMetrics metrics;

    Quarantine(ProcessorContext<byte[], byte[]> context, String child, ResolverMetrics metrics) {
        this.context = context;
        this.child = child;
        this.metrics = metrics;
    }

    void put(Record<byte[], byte[]> record, RecordMetadata place, PoisonException poison) {
        String source = QuarantineHeaders.source(place.topic(), place.partition(), place.offset());
        LOG.warn("quarantined source={} reason=\"{}\"", source, poison.getMessage());
        metrics.quarantined();
        Throwable cause = poison.getCause() == null ? poison : poison.getCause();
        context.forward(
                record.withHeaders(QuarantineHeaders.added(
                        record.headers(), QuarantineStage.RESOLVE, String.valueOf(poison.getMessage()), source, cause)),
                child);
    }
}
