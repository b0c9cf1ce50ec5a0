package io.evobridge.resolver.monitor;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Since when the records have been waiting that readers have not committed: reads the first one behind each reader, with
 * one client. A record tells the time of its commit at the origin, which may be long before it came into the topic: then
 * it counts from the last look at the topic that did not find it.
 */
final class WaitingRecords implements AutoCloseable {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    /** Of one look; a place that was not reached is known by the looks alone. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<TopicPartition, Arrivals> arrivals = new HashMap<>();
    private final Consumer<byte[], byte[]> consumer;
    private Map<Place, OptionalLong> written = Map.of();

    /** Takes the client settings of the bridge. */
    WaitingRecords(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "evobridge-monitor");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // The first record of each partition is wanted, and a fetch holds at least that one, however large it is.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 256 << 10);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 10);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** An offset that a reader has not committed. */
    record Place(TopicPartition partition, long offset) {}

    /** Notes where partitions end, so that later records can be told from earlier ones. */
    void looked(Map<TopicPartition, Long> ends, long nowMillis) {
        arrivals.keySet().retainAll(ends.keySet());
        ends.forEach((partition, end) ->
                arrivals.computeIfAbsent(partition, any -> new Arrivals()).looked(end, nowMillis));
    }

    /**
     * Since when the first record at or behind each place has been waiting, milliseconds since 1970 UTC; empty where there
     * is none, because marks of transactions are all that lies there or compaction has removed the rest. A place that was
     * not reached in time is not in the answer.
     */
    Map<Place, OptionalLong> waitingSince(Set<Place> places) {
        Map<Place, OptionalLong> found = new HashMap<>(written);
        found.keySet().retainAll(places);
        Set<Place> unread = new HashSet<>(places);
        unread.removeAll(found.keySet());
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!unread.isEmpty() && System.nanoTime() - endNanos < 0) {
            Map<TopicPartition, Place> round = onePerPartition(unread);
            found.putAll(read(round, endNanos));
            unread.removeAll(round.values());
        }
        Map<Place, OptionalLong> since = new HashMap<>();
        found.forEach((place, time) -> since.put(
                place, time.isEmpty() ? time : OptionalLong.of(Math.max(time.getAsLong(), notBefore(place)))));
        // A record that stands still need not be read again; where none was, one may come.
        found.values().removeIf(OptionalLong::isEmpty);
        written = found;
        return since;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private long notBefore(Place place) {
        Arrivals looked = arrivals.get(place.partition());
        return looked == null ? Long.MIN_VALUE : looked.notBefore(place.offset());
    }

    /** A consumer has one position in a partition. */
    private static Map<TopicPartition, Place> onePerPartition(Set<Place> places) {
        Map<TopicPartition, Place> round = new HashMap<>();
        places.forEach(place -> round.put(place.partition(), place));
        return round;
    }

    private Map<Place, OptionalLong> read(Map<TopicPartition, Place> round, long endNanos) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(round.keySet(), CALL_TIMEOUT);
        consumer.assign(round.keySet());
        round.forEach((partition, place) -> consumer.seek(partition, place.offset()));
        Map<Place, OptionalLong> found = new HashMap<>();
        Map<TopicPartition, Place> open = new HashMap<>(round);
        while (!open.isEmpty() && System.nanoTime() - endNanos < 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Place place = open.remove(partition);
                if (place != null) {
                    found.put(place, OptionalLong.of(record.timestamp()));
                    consumer.pause(List.of(partition));
                }
            }
            open.values().removeIf(place -> {
                boolean ended =
                        consumer.position(place.partition()) >= ends.getOrDefault(place.partition(), place.offset());
                if (ended) {
                    found.put(place, OptionalLong.empty());
                }
                return ended;
            });
        }
        return found;
    }
}
