package io.evobridge.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How far readers of a bridge's topics are behind, in records, by the offsets that they have committed. Kafka Connect
 * commits those of sinks every {@code offset.flush.interval.ms}, so a sink's lag can look greater than it is.
 *
 * @param captured source node → changes that the resolver has not committed
 * @param resolved sink node → resolved records that its connectors have not committed
 */
public record BridgeLag(Map<String, Long> captured, Map<String, Long> resolved) {

    private static final long TIMEOUT_MILLIS = 10_000;
    private static final String CONNECT_GROUP_PREFIX = "connect-";

    public BridgeLag {
        captured = Map.copyOf(captured);
        resolved = Map.copyOf(resolved);
    }

    /**
     * Asks Kafka.
     *
     * @param resolverGroup consumer group of the resolver
     * @throws DeploymentException Kafka does not answer
     */
    public static BridgeLag of(Bridge bridge, String resolverGroup) {
        Map<String, Object> settings = new HashMap<>(bridge.kafka());
        settings.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "evobridge-lag");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT_MILLIS / 2);
        try (Admin admin = Admin.create(settings)) {
            List<Reading> captured = bridge.sources().stream()
                    .map(node -> new Reading(
                            node.name(), resolverGroup, bridge.topics().captured(node.name())))
                    .toList();
            List<Reading> resolved = new ArrayList<>();
            for (Node node : bridge.sinks()) {
                bridge.entitiesOn(node)
                        .forEach(entity -> resolved.add(new Reading(
                                node.name(),
                                CONNECT_GROUP_PREFIX + Connectors.sinkName(bridge, node, entity),
                                bridge.topics().resolved(entity.name()))));
            }
            List<Reading> all = new ArrayList<>(captured);
            all.addAll(resolved);
            Set<TopicPartition> read = partitions(all, bridge.partitions());
            Offsets offsets = new Offsets(
                    bridge.partitions(),
                    committed(admin, all),
                    listed(admin, read, OffsetSpec.earliest()),
                    listed(admin, read, OffsetSpec.latest()));
            return new BridgeLag(offsets.lags(captured), offsets.lags(resolved));
        }
    }

    private static Set<TopicPartition> partitions(List<Reading> readings, int count) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (Reading reading : readings) {
            for (int i = 0; i < count; i++) {
                partitions.add(new TopicPartition(reading.topic(), i));
            }
        }
        return partitions;
    }

    private static Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Admin admin, List<Reading> readings) {
        Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
        readings.forEach(reading -> groups.put(reading.group(), new ListConsumerGroupOffsetsSpec()));
        ListConsumerGroupOffsetsResult answer = admin.listConsumerGroupOffsets(groups);
        return answered(answer.all());
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> listed(
            Admin admin, Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        return answered(admin.listOffsets(wanted).all());
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

    /** A group that reads a topic for a node. */
    private record Reading(String node, String group, String topic) {}

    private record Offsets(
            int partitions,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed,
            Map<TopicPartition, ListOffsetsResultInfo> begins,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {

        Map<String, Long> lags(List<Reading> readings) {
            Map<String, Long> lags = new HashMap<>();
            readings.forEach(reading -> lags.merge(reading.node(), lag(reading), Long::sum));
            return lags;
        }

        private long lag(Reading reading) {
            Map<TopicPartition, OffsetAndMetadata> own = committed.getOrDefault(reading.group(), Map.of());
            long lag = 0;
            for (int i = 0; i < partitions; i++) {
                TopicPartition partition = new TopicPartition(reading.topic(), i);
                OffsetAndMetadata at = own.get(partition);
                long begin = at == null ? offset(begins, partition) : at.offset();
                lag += Math.max(0, offset(ends, partition) - begin);
            }
            return lag;
        }

        private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
            ListOffsetsResultInfo found = offsets.get(partition);
            return found == null ? 0 : found.offset();
        }
    }
}
