package io.evobridge.resolver.errors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.contract.Headers;
import io.evobridge.contract.QuarantineStage;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a quarantined record: those it had, then why it is there. */
public final class QuarantineHeaders {

    private QuarantineHeaders() {}

    /** The record's own headers and the four of the quarantine. */
    public static RecordHeaders added(
            org.apache.kafka.common.header.Headers own,
            QuarantineStage stage,
            String reason,
            String source,
            Throwable cause) {
        RecordHeaders headers = new RecordHeaders(own);
        headers.add(Headers.REASON, reason.getBytes(UTF_8));
        headers.add(Headers.STAGE, stage.toString().getBytes(UTF_8));
        headers.add(Headers.SOURCE, source.getBytes(UTF_8));
        headers.add(Headers.EXCEPTION, cause.getClass().getName().getBytes(UTF_8));
        return headers;
    }

    /** Where a record stands: topic-partition@offset. */
    public static String source(String topic, int partition, long offset) {
        return topic + '-' + partition + '@' + offset;
    }
}
