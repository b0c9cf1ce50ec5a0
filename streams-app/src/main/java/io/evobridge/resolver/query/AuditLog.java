package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What operators did, in the audit topic. */
final class AuditLog {

    private final String topic;
    private final ApiLog log;

    AuditLog(String topic, ApiLog log) {
        this.topic = topic;
        this.log = log;
    }

    /**
     * One action.
     *
     * @param id partition-offset; null before it is written
     * @param time ISO in UTC; null before it is written
     * @param action restore, replay or drop
     * @param by who did it, as the client says
     * @param subject conflict or quarantined record
     * @param record entity/key; null where that is not known
     * @param result in words
     */
    record Entry(
            @Nullable String id,
            @Nullable String time,
            String action,
            String by,
            String subject,
            @Nullable String record,
            String reason,
            String result) {

        static Entry of(String action, Operator operator, String subject, @Nullable String record, String result) {
            return new Entry(null, null, action, operator.by(), subject, record, operator.reason(), result);
        }
    }

    /** Ends when the entry is in the topic, or with an {@link ApiProblem}. */
    CompletionStage<Long> add(Entry entry) {
        try {
            // All in one partition: a list of what was done has an order.
            return log.append(new ProducerRecord<>(topic, 0, null, ApiAnswer.JSON.writeValueAsBytes(entry)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a record that somebody else wrote. */
    static Optional<Object> read(ConsumerRecord<byte[], byte[]> found) {
        if (found.value() == null) {
            return Optional.empty();
        }
        try {
            Entry entry = ApiAnswer.JSON.readValue(new String(found.value(), UTF_8), Entry.class);
            return Optional.of(new Entry(
                    RecordPlace.of(found).toString(),
                    Instant.ofEpochMilli(found.timestamp()).toString(),
                    entry.action(),
                    entry.by(),
                    entry.subject(),
                    entry.record(),
                    entry.reason(),
                    entry.result()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
