package io.evobridge.resolver.monitor;

import io.evobridge.bridge.DeploymentException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka for offsets, again and again with one client. */
final class OffsetsReader implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Admin admin;

    OffsetsReader(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "evobridge-monitor");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
        this.admin = Admin.create(settings);
    }

    /**
     * The offsets of these partitions and groups. Commits are asked for first, so that a reader never looks further than
     * the end.
     *
     * @throws DeploymentException Kafka does not answer
     */
    Offsets read(Collection<TopicPartition> partitions, Set<String> groups) {
        Map<String, Map<TopicPartition, Long>> committed = committed(groups);
        // Both are under way at once.
        KafkaFuture<Map<TopicPartition, Long>> begins = listed(partitions, OffsetSpec.earliest());
        KafkaFuture<Map<TopicPartition, Long>> ends = listed(partitions, OffsetSpec.latest());
        return new Offsets(answered(begins), answered(ends), committed);
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<String, Map<TopicPartition, Long>> committed(Set<String> groups) {
        Map<String, ListConsumerGroupOffsetsSpec> wanted =
                groups.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        answered(admin.listConsumerGroupOffsets(wanted).all())
                .forEach((group, offsets) -> committed.put(group, numbers(offsets)));
        return committed;
    }

    /** A partition that a group has never committed is there with null. */
    private static Map<TopicPartition, Long> numbers(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, Long> numbers = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                numbers.put(partition, offset.offset());
            }
        });
        return numbers;
    }

    private KafkaFuture<Map<TopicPartition, Long>> listed(Collection<TopicPartition> partitions, OffsetSpec spec) {
        return admin.listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, any -> spec)))
                .all()
                .thenApply(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().offset())));
    }

    private static <T> T answered(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DeploymentException(
                    "Kafka does not tell how far its readers are: " + e.getMessage()
                            + "; check that the brokers are up and that the bridge is applied",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("interrupted while asking Kafka", e);
        }
    }
}
