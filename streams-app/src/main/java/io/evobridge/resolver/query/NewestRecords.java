package io.evobridge.resolver.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic from its end backwards, in chunks, until enough is found, the given time is reached, or patience ends.
 * Memory is bounded by what is found, not by what is read.
 */
final class NewestRecords {

    private static final int CHUNK = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, String> kafka;
    private final int partitions;

    /** Takes the client settings of the bridge, and how many partitions its topics have. */
    NewestRecords(Map<String, String> kafka, int partitions) {
        this.kafka = kafka;
        this.partitions = partitions;
    }

    /**
     * What was found, newest first: in the order of one partition's log, else by the records' own times.
     *
     * @param complete whether nothing was left unread for want of time
     */
    record Found<T>(List<T> records, boolean complete) {}

    /**
     * Finds in all partitions, or in one.
     *
     * @param sinceMillis records before this time are not looked at, milliseconds since 1970 UTC
     * @param limit how many at most
     * @param taken what to keep of a record; empty to pass it over
     */
    <T> Found<T> find(
            String topic,
            Optional<Integer> partition,
            long sinceMillis,
            int limit,
            Function<ConsumerRecord<byte[], byte[]>, Optional<T>> taken) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> read = partition
                    .map(only -> IntStream.of(only))
                    .orElseGet(() -> IntStream.range(0, partitions))
                    .mapToObj(number -> new TopicPartition(topic, number))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(read, CALL_TIMEOUT);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(read, CALL_TIMEOUT);
            List<Kept<T>> kept = new ArrayList<>();
            boolean complete = true;
            for (TopicPartition each : read) {
                complete &= backwards(
                        consumer,
                        new Span(each, begins.getOrDefault(each, 0L), ends.getOrDefault(each, 0L)),
                        sinceMillis,
                        limit,
                        taken,
                        kept,
                        end);
            }
            kept.sort(partition.isPresent() ? Kept.BY_OFFSET : Kept.BY_TIME);
            return new Found<>(kept.stream().limit(limit).map(Kept::value).toList(), complete);
        } catch (KafkaException e) {
            throw ApiProblem.notNow("kafka-away", "Kafka does not answer: " + e.getMessage() + "; ask again");
        }
    }

    /** The record at one place; empty where there is none (any more). */
    <T> Optional<T> at(String topic, RecordPlace at, Function<ConsumerRecord<byte[], byte[]>, Optional<T>> taken) {
        if (at.partition() >= partitions) {
            return Optional.empty();
        }
        long offset = at.offset();
        TopicPartition place = new TopicPartition(topic, at.partition());
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            long end = consumer.endOffsets(Set.of(place), CALL_TIMEOUT).getOrDefault(place, 0L);
            long begin = consumer.beginningOffsets(Set.of(place), CALL_TIMEOUT).getOrDefault(place, 0L);
            if (offset < begin || offset >= end) {
                return Optional.empty();
            }
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            read(consumer, place, offset, offset + 1, System.nanoTime() + PATIENCE.toNanos(), found::add);
            return found.stream().findFirst().flatMap(taken);
        } catch (KafkaException e) {
            throw ApiProblem.notNow("kafka-away", "Kafka does not answer: " + e.getMessage() + "; ask again");
        }
    }

    private static <T> boolean backwards(
            Consumer<byte[], byte[]> consumer,
            Span span,
            long sinceMillis,
            int limit,
            Function<ConsumerRecord<byte[], byte[]>, Optional<T>> taken,
            List<Kept<T>> kept,
            long end) {
        int found = 0;
        long to = span.end();
        while (to > span.begin() && found < limit) {
            long from = Math.max(span.begin(), to - CHUNK);
            Deque<Kept<T>> newest = new ArrayDeque<>();
            boolean[] older = {false};
            int room = limit - found;
            boolean whole = read(consumer, span.partition(), from, to, end, record -> {
                if (record.timestamp() < sinceMillis) {
                    older[0] = true;
                    return;
                }
                taken.apply(record).ifPresent(value -> {
                    newest.addLast(new Kept<>(record.timestamp(), record.offset(), value));
                    if (newest.size() > room) {
                        newest.removeFirst();
                    }
                });
            });
            kept.addAll(newest);
            found += newest.size();
            if (!whole) {
                return false;
            }
            if (older[0]) {
                return true;
            }
            to = from;
        }
        return true;
    }

    /** Whether all was read before the end of patience. */
    private static boolean read(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long from,
            long to,
            long end,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        consumer.assign(Set.of(partition));
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.offset() < to) {
                    each.accept(record);
                }
            }
        }
        return true;
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "evobridge-query");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 << 20);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private record Span(TopicPartition partition, long begin, long end) {}

    private record Kept<T>(long millis, long offset, T value) {

        /** The log's own order, newest first. */
        static final Comparator<Kept<?>> BY_OFFSET =
                Comparator.comparingLong((Kept<?> one) -> one.offset()).reversed();

        static final Comparator<Kept<?>> BY_TIME = Comparator.comparingLong((Kept<?> one) -> one.millis())
                .thenComparingLong(one -> one.offset())
                .reversed();
    }
}
