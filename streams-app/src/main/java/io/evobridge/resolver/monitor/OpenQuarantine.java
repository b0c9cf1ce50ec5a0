package io.evobridge.resolver.monitor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.evobridge.contract.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How many quarantined records nobody has settled: reads the topic once, then what comes. A bit is kept for each record,
 * so ten million of them take a little more than a megabyte.
 */
final class OpenQuarantine implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    /** Of one look; a topic that is longer is read by the next ones. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Partition-offset: a marker stands behind its record in the same partition. */
    private static final Pattern ID = Pattern.compile("\\d+-(\\d{1,18})");

    private final Map<TopicPartition, Open> open = new HashMap<>();
    private final List<TopicPartition> partitions;
    private final Consumer<byte[], byte[]> consumer;

    /** Takes the client settings of the bridge. */
    OpenQuarantine(Map<String, String> kafka, Collection<TopicPartition> partitions) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "evobridge-monitor-quarantine");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 << 10);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = List.copyOf(partitions);
        this.partitions.forEach(partition -> open.put(partition, new Open()));
        consumer.assign(this.partitions);
        consumer.seekToBeginning(this.partitions);
    }

    /** The records between the beginnings and the ends that are open; empty where not all of them have been read. */
    OptionalLong count(Offsets now) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        List<TopicPartition> unread = unread(now);
        while (!unread.isEmpty() && System.nanoTime() - endNanos < 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                open(new TopicPartition(record.topic(), record.partition())).take(record);
            }
            unread = unread(now);
        }
        return unread.isEmpty()
                ? OptionalLong.of(partitions.stream()
                        .mapToLong(partition -> open(partition).count(now.begin(partition)))
                        .sum())
                : OptionalLong.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<TopicPartition> unread(Offsets now) {
        List<TopicPartition> unread = new ArrayList<>(partitions);
        unread.removeIf(partition -> now.end(partition) == 0 || consumer.position(partition) >= now.end(partition));
        return unread;
    }

    private Open open(TopicPartition partition) {
        return open.computeIfAbsent(partition, any -> new Open());
    }

    /** The open records of a partition, by their offsets behind the first one that was seen. */
    private static final class Open {

        private final BitSet offsets = new BitSet();
        private long first = -1;

        void take(ConsumerRecord<byte[], byte[]> record) {
            if (first < 0) {
                first = record.offset();
            }
            Header handled = record.headers().lastHeader(Headers.HANDLED);
            if (handled == null) {
                offsets.set(Math.toIntExact(record.offset() - first));
                return;
            }
            Matcher id = ID.matcher(new String(handled.value(), US_ASCII));
            if (id.matches() && Long.parseLong(id.group(1)) >= first) {
                offsets.clear(Math.toIntExact(Long.parseLong(id.group(1)) - first));
            }
        }

        long count(long begin) {
            if (first >= 0 && begin > first) {
                offsets.clear(0, Math.toIntExact(begin - first));
            }
            return offsets.cardinality();
        }
    }
}
