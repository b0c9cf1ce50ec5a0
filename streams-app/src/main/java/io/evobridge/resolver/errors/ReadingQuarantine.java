package io.evobridge.resolver.errors;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** Quarantines what Streams cannot deserialize. Keys and values are plain bytes, so only a headers fault comes here. */
public final class ReadingQuarantine implements DeserializationExceptionHandler {

    private @Nullable ErrorQuarantine quarantine;

    @Override
    public void configure(Map<String, ?> settings) {
        quarantine = ErrorQuarantine.configured(settings);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return quarantine == null
                ? Response.fail()
                : Response.resume(quarantine.captured(context, "Kafka Streams cannot read the record", exception));
    }
}
