package io.evobridge.resolver.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Entity;
import io.evobridge.contract.Headers;
import io.evobridge.registry.RegistryException;
import io.evobridge.resolver.wire.PoisonException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The resolved records of an entity as they come, for one client. The id of an event is the place behind it in every
 * partition, {@code 17.0.204}, so that a client can go on there at any instance.
 */
final class ChangeFeed implements EventSource {

    private static final int CALL_TIMEOUT_MILLIS = 5_000;
    private static final int RECORDS_AT_ONCE = 200;

    private final String entity;
    private final Optional<String> key;
    private final RecordDescriber describer;
    private final Consumer<byte[], byte[]> consumer;
    private final long[] next;

    private ChangeFeed(
            String entity,
            Optional<String> key,
            RecordDescriber describer,
            Consumer<byte[], byte[]> consumer,
            long[] next) {
        this.entity = entity;
        this.key = key;
        this.describer = describer;
        this.consumer = consumer;
        this.next = next;
    }

    /**
     * Opens a feed.
     *
     * @param key whole canonical key, for that record only
     * @param last id of the last event that the client has; empty to begin with what comes
     */
    static ChangeFeed open(
            Bridge bridge, Entity entity, Optional<String> key, Optional<String> last, RecordDescriber describer) {
        List<TopicPartition> partitions = IntStream.range(0, bridge.partitions())
                .mapToObj(number -> new TopicPartition(bridge.topics().resolved(entity.name()), number))
                .toList();
        Optional<long[]> place = last.map(id -> place(id, partitions.size()));
        Consumer<byte[], byte[]> consumer = consumer(bridge.kafka());
        try {
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            long[] next = new long[partitions.size()];
            for (TopicPartition partition : partitions) {
                long end = ends.getOrDefault(partition, 0L);
                // What compaction took meanwhile, a younger record stands for.
                long from = place.isEmpty()
                        ? end
                        : Math.max(
                                begins.getOrDefault(partition, 0L), Math.min(end, place.get()[partition.partition()]));
                next[partition.partition()] = from;
                consumer.seek(partition, from);
            }
            return new ChangeFeed(entity.name(), key, describer, consumer, next);
        } catch (KafkaException e) {
            consumer.close();
            throw ApiProblem.notNow("kafka-away", "Kafka does not answer: " + e.getMessage() + "; ask again");
        }
    }

    /**
     * A resolved record.
     *
     * @param key its parts as canonical key text, without the entity
     * @param record null where it is deleted
     * @param unreadable why the record cannot be shown; null where it can
     */
    record Change(
            String entity,
            String key,
            boolean deleted,
            @Nullable Map<String, @Nullable Object> record,
            @Nullable String origin,
            @Nullable String hlc,
            @Nullable String sequence,
            @Nullable String committed,
            @Nullable String unreadable) {}

    @Override
    public List<Event> next(Duration patience) throws IOException {
        List<Event> events = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
                next[record.partition()] = record.offset() + 1;
                String text = record.key() == null ? "" : new String(record.key(), UTF_8);
                if (key.isEmpty() || key.get().equals(text)) {
                    events.add(new Event(
                            LongStream.of(next).mapToObj(Long::toString).collect(Collectors.joining(".")),
                            "change",
                            json(change(record, text))));
                }
            }
        } catch (KafkaException e) {
            throw new IOException("Kafka does not answer; the client comes back", e);
        }
        return events;
    }

    @Override
    public void close() {
        // A client that was cut off as too slow leaves the thread interrupted, and closing would fail.
        Thread.interrupted();
        consumer.close();
    }

    private Change change(ConsumerRecord<byte[], byte[]> record, String text) {
        Map<String, @Nullable Object> fields = null;
        String unreadable = null;
        byte[] value = record.value();
        if (value != null) {
            try {
                fields = describer.readable().fields(describer.readable().framed(value));
            } catch (PoisonException | RegistryException e) {
                unreadable = String.valueOf(e.getMessage());
            }
        }
        String micros = header(record, Headers.COMMIT_MICROS);
        return new Change(
                entity,
                text.substring(Math.min(text.length(), entity.length() + 1)),
                value == null,
                fields,
                header(record, Headers.ORIGIN),
                header(record, Headers.HLC),
                header(record, Headers.SEQUENCE),
                micros == null ? null : Positions.time(Long.parseLong(micros)),
                unreadable);
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static String json(Change change) {
        try {
            return ApiAnswer.JSON.writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change that is no JSON", e);
        }
    }

    private static long[] place(String id, int partitions) {
        try {
            long[] place = Arrays.stream(id.split("\\.", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            if (place.length == partitions && LongStream.of(place).allMatch(offset -> offset >= 0)) {
                return place;
            }
        } catch (NumberFormatException e) {
            // Told below, together with a place of another number of partitions.
        }
        throw ApiProblem.wrong("bad-event-id", "Last-Event-ID must be the id of an event of this stream, not " + id);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "evobridge-changes");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 << 10);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
