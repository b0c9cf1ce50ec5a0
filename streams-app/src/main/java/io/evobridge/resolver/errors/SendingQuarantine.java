package io.evobridge.resolver.errors;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about a record that Kafka does not take: one that is too large becomes a notice in quarantine, because sending
 * it again never helps; everything else stops the thread, which is started again.
 */
public final class SendingQuarantine implements ProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SendingQuarantine.class);

    private @Nullable ErrorQuarantine quarantine;

    @Override
    public void configure(Map<String, ?> settings) {
        quarantine = ErrorQuarantine.configured(settings);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RecordTooLargeException && quarantine != null) {
            LOG.error("record too large topic={}", record.topic(), exception);
            return Response.resume(quarantine.notice(
                    context,
                    "a record for " + record.topic() + " is too large for Kafka; raise max.message.bytes of the topic"
                            + " and producer.max.request.size of the resolver, then write the row again",
                    exception));
        }
        return exception instanceof RetriableException ? Response.retry() : Response.fail();
    }
}
