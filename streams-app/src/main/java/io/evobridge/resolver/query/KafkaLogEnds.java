package io.evobridge.resolver.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks Kafka, by one client for all who want to know. Answers are given on Kafka's thread; whoever gets one must not wait
 * there. To be closed.
 */
final class KafkaLogEnds implements LogEnds {

    private static final int CALL_TIMEOUT_MILLIS = 5_000;

    private final Admin admin;
    private final Coalesced<TopicPartition, Long> ends;
    private final Coalesced<Entry<TopicPartition, Long>, Long> times;
    private final Coalesced<String, Map<TopicPartition, Long>> groups;
    private final Map<TopicPartition, Long> known = new ConcurrentHashMap<>();

    /** Takes the client settings of the bridge. */
    KafkaLogEnds(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "evobridge-ends");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS / 2);
        admin = Admin.create(settings);
        ends = new Coalesced<>(partitions -> listed(partitions, partition -> partition, any -> OffsetSpec.latest()));
        times = new Coalesced<>(this::timed);
        groups = new Coalesced<>(this::grouped);
    }

    @Override
    public CompletionStage<Map<TopicPartition, Long>> ends(Set<TopicPartition> partitions) {
        return ends.ask(partitions).thenApply(found -> {
            known.putAll(found);
            return found;
        });
    }

    @Override
    public OptionalLong known(TopicPartition partition) {
        Long end = known.get(partition);
        return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    }

    @Override
    public CompletionStage<Map<TopicPartition, Long>> before(Set<TopicPartition> partitions, long millis) {
        Set<Entry<TopicPartition, Long>> asked = partitions.stream()
                .map(partition -> Map.entry(partition, millis))
                .collect(Collectors.toSet());
        // Where no record is younger, there is no offset: then all of them are older, up to an end asked for behind it.
        return times.ask(asked)
                .thenCompose(found -> ends(partitions).thenApply(all -> {
                    Map<TopicPartition, Long> offsets = new HashMap<>();
                    asked.forEach(each -> {
                        long offset = found.getOrDefault(each, -1L);
                        offsets.put(each.getKey(), offset < 0 ? all.getOrDefault(each.getKey(), 0L) : offset);
                    });
                    return offsets;
                }));
    }

    @Override
    public CompletionStage<Map<TopicPartition, Long>> committed(String group) {
        return groups.ask(Set.of(group)).thenApply(found -> found.getOrDefault(group, Map.of()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private <K> CompletionStage<Map<K, Long>> listed(
            Set<K> keys, Function<K, TopicPartition> partition, Function<K, OffsetSpec> spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        keys.forEach(key -> asked.put(partition.apply(key), spec.apply(key)));
        return later(admin.listOffsets(asked).all()).thenApply(found -> {
            Map<K, Long> offsets = new HashMap<>();
            keys.forEach(key -> {
                ListOffsetsResultInfo info = found.get(partition.apply(key));
                if (info != null) {
                    offsets.put(key, info.offset());
                }
            });
            return offsets;
        });
    }

    /** One call for each time: a call can ask a partition for one only. */
    private CompletionStage<Map<Entry<TopicPartition, Long>, Long>> timed(Set<Entry<TopicPartition, Long>> asked) {
        CompletionStage<Map<Entry<TopicPartition, Long>, Long>> all =
                CompletableFuture.completedFuture(new ConcurrentHashMap<>());
        for (Set<Entry<TopicPartition, Long>> sameTime : asked.stream()
                .collect(Collectors.groupingBy(Entry::getValue, Collectors.toSet()))
                .values()) {
            CompletionStage<Map<Entry<TopicPartition, Long>, Long>> some =
                    listed(sameTime, Entry::getKey, each -> OffsetSpec.forTimestamp(each.getValue()));
            all = all.thenCombine(some, (before, found) -> {
                before.putAll(found);
                return before;
            });
        }
        return all;
    }

    private CompletionStage<Map<String, Map<TopicPartition, Long>>> grouped(Set<String> asked) {
        Map<String, ListConsumerGroupOffsetsSpec> specs = new HashMap<>();
        asked.forEach(group -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
        return later(admin.listConsumerGroupOffsets(specs).all()).thenApply(found -> {
            Map<String, Map<TopicPartition, Long>> groupOffsets = new HashMap<>();
            found.forEach((group, offsets) -> {
                Map<TopicPartition, Long> next = new HashMap<>();
                offsets.forEach((partition, at) -> {
                    if (at != null) {
                        next.put(partition, at.offset());
                    }
                });
                groupOffsets.put(group, next);
            });
            return groupOffsets;
        });
    }

    private static <T> CompletionStage<T> later(KafkaFuture<T> future) {
        return future.toCompletionStage().handle((found, failure) -> {
            if (failure != null) {
                throw ApiProblem.notNow(
                        "kafka-away", "Kafka does not tell where logs end: " + failure.getMessage() + "; ask again");
            }
            return found;
        });
    }
}
