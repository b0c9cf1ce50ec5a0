package io.evobridge.compose;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Entity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Counts what stands in a bridge's topics and what its consumers have not read yet. */
public final class BridgeGauges implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 60;

    private final Bridge bridge;
    private final Admin admin;

    BridgeGauges(Bridge bridge) {
        this.bridge = bridge;
        this.admin = Admin.create(new HashMap<String, Object>(bridge.kafka()));
    }

    /** Records ever captured: changes, echoes and markers. */
    public long captured() {
        return written(bridge.sources().stream()
                .map(node -> bridge.topics().captured(node.name()))
                .toList());
    }

    /** Records ever written to the resolved topics. */
    public long resolved() {
        return written(bridge.entities().stream()
                .map(entity -> bridge.topics().resolved(entity.name()))
                .toList());
    }

    /** Conflicts found. */
    public long conflicts() {
        return written(List.of(bridge.topics().conflicts()));
    }

    /** Records in quarantine. */
    public long quarantined() {
        return written(List.of(bridge.topics().quarantine()));
    }

    /** Records that the resolver or a sink has not committed yet. */
    public long lag() {
        long lag = lag(
                bridge.name() + "-resolver",
                bridge.sources().stream()
                        .map(node -> bridge.topics().captured(node.name()))
                        .toList());
        for (var sink : bridge.sinks()) {
            for (Entity entity : bridge.entitiesOn(sink).toList()) {
                lag += lag(
                        "connect-" + bridge.name() + "-" + sink.name() + "-" + entity.name(),
                        List.of(bridge.topics().resolved(entity.name())));
            }
        }
        return lag;
    }

    private long lag(String group, List<String> topics) {
        var committed = answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        long lag = 0;
        for (var end : endOffsets(topics).entrySet()) {
            var done = committed.get(end.getKey());
            lag += end.getValue().offset() - (done == null ? 0 : done.offset());
        }
        return lag;
    }

    private long written(List<String> topics) {
        return endOffsets(topics).values().stream()
                .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                .sum();
    }

    private Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> endOffsets(List<String> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            IntStream.range(0, bridge.partitions()).forEach(p -> partitions.add(new TopicPartition(topic, p)));
        }
        partitions.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
        return answer(admin.listOffsets(ends).all());
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell its offsets", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka for offsets", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
