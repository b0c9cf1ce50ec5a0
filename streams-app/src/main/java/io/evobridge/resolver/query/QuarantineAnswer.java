package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.bridge.Bridge;
import io.evobridge.contract.Headers;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What could not be understood.
 *
 * @param id partition-offset in the quarantine topic
 * @param time of the record, ISO in UTC
 * @param key as text, as far as it is text; null for none
 * @param stage which step refused it
 * @param reason what could not be understood and what to do
 * @param source where it stood: topic-partition@offset, or the source position
 * @param exception class name; null where there was none
 * @param bytes length of the value
 * @param handled what was done about it; null for nothing
 * @param obstacle why it cannot be sent back to where it came from; null where it can
 * @param value base64; null in a list and for a record without one
 */
record QuarantineAnswer(
        String id,
        String time,
        @Nullable String key,
        String stage,
        String reason,
        String source,
        @Nullable String exception,
        int bytes,
        @Nullable Handled handled,
        @Nullable String obstacle,
        @Nullable String value) {

    /**
     * What was done about a record.
     *
     * @param action replay or drop
     * @param by who did it, as far as that is known
     * @param time ISO in UTC
     */
    record Handled(String action, String by, String time, String reason) {

        static Handled of(ConsumerRecord<byte[], byte[]> marker) {
            return new Handled(
                    header(marker, Headers.ACTION),
                    header(marker, Headers.BY),
                    Instant.ofEpochMilli(marker.timestamp()).toString(),
                    header(marker, Headers.REASON));
        }
    }

    /** Id of the record that this one says was handled; empty for a record that could not be understood. */
    static Optional<String> handledBy(ConsumerRecord<byte[], byte[]> found) {
        return Optional.of(header(found, Headers.HANDLED)).filter(id -> !id.isEmpty());
    }

    QuarantineAnswer with(@Nullable Handled done) {
        return new QuarantineAnswer(id, time, key, stage, reason, source, exception, bytes, done, obstacle, value);
    }

    static QuarantineAnswer of(ConsumerRecord<byte[], byte[]> found, Bridge bridge, boolean whole) {
        byte[] key = found.key();
        byte[] value = found.value();
        String exception = header(found, Headers.EXCEPTION);
        return new QuarantineAnswer(
                RecordPlace.of(found).toString(),
                Instant.ofEpochMilli(found.timestamp()).toString(),
                key == null ? null : new String(key, UTF_8),
                header(found, Headers.STAGE),
                header(found, Headers.REASON),
                header(found, Headers.SOURCE),
                exception.isEmpty() ? null : exception,
                value == null ? 0 : value.length,
                null,
                QuarantineSource.of(found, bridge).obstacle().orElse(null),
                whole && value != null ? Base64.getEncoder().encodeToString(value) : null);
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
