package io.evobridge.resolver.app;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * Stream threads that wait for something that will never come, such as a flush by a producer whose own thread has died.
 * Kafka Streams does not see them: its state stays running. A thread counts as stuck when it has not asked for records
 * for twice the time after which its group gives it up, {@code max.poll.interval.ms}.
 */
final class StuckThreads {

    private static final String LAST_POLL = "last-poll-seconds-ago";

    private final KafkaStreams streams;
    private final Duration patience;

    /** Of streams with these settings. */
    StuckThreads(KafkaStreams streams, Properties settings) {
        this.streams = streams;
        Object byDefault = ConsumerConfig.configDef().defaultValues().get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
        Object interval = new StreamsConfig(settings)
                .getMainConsumerConfigs("", "", 0)
                .getOrDefault(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, byDefault);
        this.patience =
                Duration.ofMillis(Long.parseLong(String.valueOf(interval))).multipliedBy(2);
    }

    /** Why the process must be started anew; empty while no thread is stuck. */
    Optional<String> reason() {
        Set<String> consumers = streams.metadataForLocalThreads().stream()
                .map(ThreadMetadata::consumerClientId)
                .collect(Collectors.toSet());
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(LAST_POLL))
                .filter(metric -> consumers.contains(metric.metricName().tags().get("client-id")))
                .filter(metric -> seconds(metric) > patience.toSeconds())
                .findFirst()
                .map(metric -> "a stream thread is stuck: "
                        + metric.metricName().tags().get("client-id") + " has not asked for records for "
                        + (long) seconds(metric) + " s");
    }

    /** Negative before the first time. */
    private static double seconds(Metric metric) {
        return ((Number) metric.metricValue()).doubleValue();
    }
}
