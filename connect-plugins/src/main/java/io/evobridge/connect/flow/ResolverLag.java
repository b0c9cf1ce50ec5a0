package io.evobridge.connect.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks Kafka how many records of a topic a consumer group has not committed. Connects when it is asked first. */
final class ResolverLag implements Lag {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Supplier<Admin> connect;
    private final String topic;
    private final String group;
    private @Nullable Admin admin;
    private List<TopicPartition> partitions = List.of();

    ResolverLag(Map<String, Object> kafka, String topic, String group) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "evobridge-flow-" + topic);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis() / 2);
        this.connect = () -> Admin.create(settings);
        this.topic = topic;
        this.group = group;
    }

    @Override
    public long records() throws LagUnknownException {
        try {
            Admin asked = admin();
            // Commits first, so that what comes meanwhile counts as in flight.
            Map<TopicPartition, OffsetAndMetadata> committed =
                    answered(asked.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> begins = listed(asked, OffsetSpec.earliest());
            KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ends = listed(asked, OffsetSpec.latest());
            Map<TopicPartition, ListOffsetsResultInfo> first = answered(begins);
            long records = 0;
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                    answered(ends).entrySet()) {
                long read = Math.max(begin(first, end.getKey()), position(committed, end.getKey()));
                records += Math.max(0, end.getValue().offset() - read);
            }
            return records;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LagUnknownException("interrupted", e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new LagUnknownException(String.valueOf(e.getMessage()), e);
        }
    }

    private Admin admin() throws InterruptedException, ExecutionException, TimeoutException {
        Admin connected = admin;
        if (connected == null) {
            connected = connect.get();
            admin = connected;
        }
        if (partitions.isEmpty()) {
            partitions = answered(connected.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                    .flatMap(found -> found.partitions().stream())
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
        }
        return connected;
    }

    private static long begin(Map<TopicPartition, ListOffsetsResultInfo> first, TopicPartition partition) {
        ListOffsetsResultInfo found = first.get(partition);
        return found == null ? 0 : found.offset();
    }

    /** A partition that the group has never committed is not there, or there with null. */
    private static long position(Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
        OffsetAndMetadata found = committed.get(partition);
        return found == null ? 0 : found.offset();
    }

    private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> listed(Admin asked, OffsetSpec spec) {
        return asked.listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, any -> spec)))
                .all();
    }

    private static <T> T answered(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        Admin connected = admin;
        if (connected != null) {
            connected.close(TIMEOUT);
        }
    }
}
