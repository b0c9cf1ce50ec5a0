package io.evobridge.resolver.errors;

import io.evobridge.registry.RegistryUnavailableException;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about an exception that left the processor: what belongs to the one record is quarantined; what would hit the
 * next record too (registry away, store broken, a rule of ours broken) stops the thread, and the record is read again.
 */
public final class ProcessingQuarantine implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessingQuarantine.class);

    private @Nullable ErrorQuarantine quarantine;

    @Override
    public void configure(Map<String, ?> settings) {
        quarantine = ErrorQuarantine.configured(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        boolean hitsAll = exception instanceof RegistryUnavailableException
                || exception instanceof KafkaException
                || exception instanceof IllegalStateException;
        String source = QuarantineHeaders.source(context.topic(), context.partition(), context.offset());
        if (hitsAll || quarantine == null) {
            LOG.error("processing stopped source={}", source, exception);
            return Response.fail();
        }
        LOG.error("quarantined after an unexpected exception source={}", source, exception);
        return Response.resume(quarantine.captured(
                context, "the resolver failed on this record; report it with the log of the time", exception));
    }
}
