package io.evobridge.resolver.errors;

import io.evobridge.contract.QuarantineStage;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** Makes the quarantine record for a captured record that failed outside the processor's own checks. */
final class ErrorQuarantine {

    /** Setting that names the quarantine topic; the handlers are made by Streams, from settings alone. */
    static final String TOPIC_SETTING = "evobridge.quarantine.topic";

    private final String topic;

    private ErrorQuarantine(String topic) {
        this.topic = topic;
    }

    static ErrorQuarantine configured(Map<String, ?> settings) {
        Object topic = settings.get(TOPIC_SETTING);
        if (topic == null) {
            throw new IllegalStateException(TOPIC_SETTING + " is not set");
        }
        return new ErrorQuarantine(topic.toString());
    }

    /** The captured record as it was found, with the reason. */
    List<ProducerRecord<byte[], byte[]>> captured(ErrorHandlerContext context, String reason, Throwable cause) {
        return List.of(record(context, context.sourceRawValue(), reason, cause));
    }

    /** A notice in place of a value that is too large for Kafka. */
    List<ProducerRecord<byte[], byte[]>> notice(ErrorHandlerContext context, String reason, Throwable cause) {
        return List.of(record(context, null, reason, cause));
    }

    private ProducerRecord<byte[], byte[]> record(
            ErrorHandlerContext context, byte @Nullable [] value, String reason, Throwable cause) {
        String source = QuarantineHeaders.source(context.topic(), context.partition(), context.offset());
        org.apache.kafka.common.header.Headers own =
                context.headers() == null ? new RecordHeaders() : context.headers();
        RecordHeaders headers = QuarantineHeaders.added(own, QuarantineStage.RESOLVE, reason, source, cause);
        return new ProducerRecord<>(
                topic, null, Math.max(0, context.timestamp()), context.sourceRawKey(), value, headers);
    }
}
