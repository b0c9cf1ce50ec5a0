package io.evobridge.resolver.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stretches of logs in which no record is to be read: a transaction ends with a control record, an aborted one is passed
 * over, retention and compaction take records away. A reader never stands behind such a stretch at the end of a log, so
 * its offset alone would say for ever that something is missing. They are looked for by reading, one at a time, only
 * where somebody waits; what is found stays true. To be closed.
 */
final class Gaps implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MOST_WAITING = 64;

    private final Map<String, String> kafka;
    private final Map<TopicPartition, Gap> known = new ConcurrentHashMap<>();
    private final Set<TopicPartition> looking = new HashSet<>();
    private final ExecutorService thread;
    private @Nullable Consumer<byte[], byte[]> consumer;

    /** Takes the client settings of the bridge. */
    Gaps(Map<String, String> kafka) {
        this.kafka = kafka;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                work -> {
                    Thread made = new Thread(work, "gaps");
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** The next offset at which a reader that stands at an offset may find a record, as far as it is known. */
    long next(TopicPartition partition, long offset) {
        Gap gap = known.get(partition);
        return gap != null && gap.from <= offset && offset < gap.to ? gap.to : offset;
    }

    /** Looks, in a while, whether there is something to read between two offsets. */
    void look(TopicPartition partition, long from, long to) {
        synchronized (looking) {
            if (looking.size() >= MOST_WAITING || !looking.add(partition)) {
                return;
            }
        }
        thread.execute(() -> {
            try {
                read(partition, from, to);
            } catch (KafkaException e) {
                // Whoever waits has it looked for again.
                LOG.debug("nothing found out about partition={}", partition, e);
            } finally {
                synchronized (looking) {
                    looking.remove(partition);
                }
            }
        });
    }

    private void read(TopicPartition partition, long from, long to) {
        Consumer<byte[], byte[]> reader = consumer();
        reader.assign(Set.of(partition));
        reader.seek(partition, from);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (reader.position(partition) < to && System.nanoTime() < end) {
            if (!reader.poll(Duration.ofMillis(50)).isEmpty()) {
                return;
            }
        }
        long position = reader.position(partition);
        if (position > from) {
            known.put(partition, new Gap(from, position));
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> made = consumer;
        if (made == null) {
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "evobridge-gaps");
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
            settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10);
            settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
            settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);
            made = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = made;
        }
        return made;
    }

    @Override
    public void close() {
        thread.execute(() -> {
            if (consumer != null) {
                consumer.close();
            }
        });
        thread.shutdown();
    }

    /** From one offset up to another, itself not in it, there is no record. */
    private record Gap(long from, long to) {}
}
