package io.evobridge.resolver.app;

import io.evobridge.bridge.Bridge;
import io.evobridge.resolver.errors.ErrorSettings;
import io.evobridge.resolver.store.BoundedRocksDb;
import java.net.URI;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings of Kafka Streams. Ours are chosen for latency first, then for a small heap; whatever a bridge file says
 * wins over them.
 */
public final class StreamsSettings {

    /** Idle time until another instance takes the partitions of one that died: the broker's minimum is 6 s. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private static final int AT_LEAST_ONCE_COMMIT_MILLIS = 200;

    /** With transactions the commit interval is what a consumer of committed records waits. */
    private static final int EXACTLY_ONCE_COMMIT_MILLIS = 25;

    /** Of a busy partition; four times the default, because each record makes four, and requests cost more than bytes. */
    private static final int BATCH_BYTES = 64 << 10;

    /**
     * What a poll brings makes one request or two instead of one for every few records: see
     * docs/decisions/0052-a-little-linger.md.
     */
    private static final int LINGER_MILLIS = 2;

    private StreamsSettings() {}

    /** The address is what other instances call this one. */
    public static Properties of(Bridge bridge, ResolverConfig config, URI self) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, bridge.resolverGroup());
        // Fixed, because the default holds a random part, and every restart would add new series to the metrics.
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, clientId(bridge, config));
        settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, self.getHost() + ':' + self.getPort());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateFolder().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, config.guarantee());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, bridge.replication());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        settings.put(BoundedRocksDb.MEMORY_SETTING, config.rocksDbBytes());
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                config.exactlyOnce() ? EXACTLY_ONCE_COMMIT_MILLIS : AT_LEAST_ONCE_COMMIT_MILLIS);
        // No waiting for other nodes' topics, neither for what comes nor for what is not fetched yet:
        // the merge does not depend on the order between nodes.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        ErrorSettings.of(bridge.topics().quarantine()).forEach(settings::put);
        consumer(settings, config);
        producer(settings, config);
        bridge.kafka().forEach(settings::put);
        config.kafka().forEach(settings::put);
        return settings;
    }

    private static void consumer(Properties settings, ResolverConfig config) {
        // A source connector may write in transactions; the half of an aborted one must not be resolved.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        // Each thread that reads from the broker holds a direct buffer of this size beside the answer itself.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 1 << 20);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MILLIS);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                SESSION_TIMEOUT_MILLIS / 4);
        if (!config.instanceId().isEmpty()) {
            settings.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.instanceId());
        }
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 500);
    }

    private static void producer(Properties settings, ResolverConfig config) {
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG), true);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), config.recordMaxBytes());
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
                Math.max(16 << 20, 2L * config.recordMaxBytes()));
    }

    private static String clientId(Bridge bridge, ResolverConfig config) {
        return config.instanceId().isEmpty()
                ? bridge.resolverGroup()
                : bridge.resolverGroup() + '-' + config.instanceId();
    }
}
