package io.evobridge.resolver.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to topics of the bridge: on all replicas, each once, in bounded time and memory. To be closed.
 *
 * <p>Where no answer comes in time, a record may be in the topic all the same.
 */
public final class ApiLog implements AutoCloseable {

    private static final int REQUEST_MILLIS = 2_000;
    private static final int DELIVERY_MILLIS = 5_000;
    private static final int MAX_BLOCK_MILLIS = 4_000;
    private static final int BUFFER_BYTES = 16 << 20;

    private final Producer<byte[], byte[]> producer;
    /**
     * Tells what was appended. Not the producer's own thread does: who appends the next record in turn may have to wait for
     * a topic's metadata, which only that thread can fetch. Its queue is bounded by the producer's memory.
     */
    private final ExecutorService acknowledgements = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "api-log");
        thread.setDaemon(true);
        return thread;
    });

    ApiLog(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * A log with the client settings of the bridge.
     *
     * @param maxBytes of a record
     */
    public static ApiLog of(Map<String, String> kafka, int maxBytes) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "evobridge-api");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxBytes);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(BUFFER_BYTES, 2L * maxBytes));
        return new ApiLog(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** The offset of the record, once it is there; fails with an {@link ApiProblem} where Kafka does not take it. */
    CompletableFuture<Long> append(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Long> appended = new CompletableFuture<>();
        try {
            Future<RecordMetadata> unused = producer.send(
                    record, (place, failure) -> acknowledgements.execute(() -> acknowledge(appended, place, failure)));
        } catch (KafkaException e) {
            appended.completeExceptionally(problem(e));
        }
        return appended;
    }

    private static void acknowledge(
            CompletableFuture<Long> appended, RecordMetadata place, @Nullable Exception failure) {
        if (failure == null) {
            appended.complete(place.offset());
        } else {
            appended.completeExceptionally(problem(failure));
        }
    }

    /** What is under way is acknowledged before. */
    @Override
    public void close() {
        producer.close(Duration.ofMillis(REQUEST_MILLIS));
        acknowledgements.shutdown();
    }

    private static ApiProblem problem(Exception failure) {
        return failure instanceof RecordTooLargeException
                ? new ApiProblem(413, "too-large", "the record is larger than resolver.record.max.bytes")
                : ApiProblem.notNow(
                        "kafka-away",
                        "Kafka does not take it: " + failure.getMessage()
                                + "; send it again with the same Idempotency-Key, because it may be there already");
    }
}
