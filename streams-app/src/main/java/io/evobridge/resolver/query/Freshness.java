package io.evobridge.resolver.query;

import io.evobridge.contract.Topics;
import io.evobridge.resolver.query.KeyStates.Copy;
import io.evobridge.resolver.store.NodeLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares what copies of the state contain with what the captured topics hold. That alone decides whether a copy is fresh
 * enough, and not who owns the key: an owner that was cut off and does not know it yet lags behind like any other copy.
 */
final class Freshness {

    private final Topics topics;
    private final Collection<String> nodes;
    private final String group;
    private final LogEnds ends;
    private final Gaps gaps;
    private final LongSupplier wallMillis;

    /**
     * Compares for a bridge.
     *
     * @param nodes names of all that have a captured topic
     * @param group consumer group of the resolver
     */
    Freshness(Topics topics, Collection<String> nodes, String group, LogEnds ends, Gaps gaps, LongSupplier wallMillis) {
        this.topics = topics;
        this.nodes = List.copyOf(nodes);
        this.group = group;
        this.ends = ends;
        this.gaps = gaps;
        this.wallMillis = wallMillis;
    }

    /**
     * What a copy must contain.
     *
     * @param offsets node → offset behind the last record
     * @param lacking how many records of them all may be missing
     */
    record Limit(Map<String, Long> offsets, long lacking) {}

    /** What an answer about a partition must contain, as of now. */
    CompletionStage<List<Limit>> limits(Consistency wanted, int partition) {
        Set<TopicPartition> asked = partitions(partition);
        return switch (wanted.level()) {
            case EVENTUAL -> {
                // Nobody waits for it; a later answer can tell how fresh it is.
                ends.ends(asked);
                yield CompletableFuture.completedStage(List.of());
            }
            case LINEARIZABLE -> ends.ends(asked).thenApply(found -> List.of(limit(found, partition, 0)));
            case BOUNDED -> {
                CompletionStage<List<Limit>> limits = CompletableFuture.completedStage(List.of());
                if (wanted.maxMillis().isPresent()) {
                    long since = wallMillis.getAsLong() - wanted.maxMillis().getAsLong();
                    limits = limits.thenCombine(
                            ends.before(asked, since), (before, found) -> with(before, limit(found, partition, 0)));
                }
                if (wanted.maxVersions().isPresent()) {
                    long most = wanted.maxVersions().getAsLong();
                    limits = limits.thenCombine(
                            ends.ends(asked), (before, found) -> with(before, limit(found, partition, most)));
                }
                yield limits;
            }
        };
    }

    /** Node → records that a copy lacks; nodes of which it lacks none are left out. */
    SortedMap<String, Long> missing(Copy copy, Map<String, Long> offsets) {
        SortedMap<String, Long> missing = new TreeMap<>();
        offsets.forEach((node, offset) -> {
            long lacks = offset - reached(copy, node);
            if (lacks > 0) {
                missing.put(node, lacks);
            }
        });
        return missing;
    }

    boolean satisfies(Copy copy, Limit limit) {
        return sum(missing(copy, limit.offsets())) <= limit.lacking();
    }

    /** Has it found out whether what a copy lacks is there at all. */
    void look(Copy copy, Limit limit) {
        missing(copy, limit.offsets()).keySet().forEach(node -> {
            long offset = Math.max(0, copy.contained().getOrDefault(node, 0L));
            gaps.look(captured(node, copy.partition()), offset, limit.offsets().getOrDefault(node, offset));
        });
    }

    /** Node → records that a copy lacked when its captured topic was last looked at; none where it never was. */
    SortedMap<String, Long> behind(Copy copy) {
        SortedMap<String, Long> behind = new TreeMap<>();
        for (String node : nodes) {
            ends.known(captured(node, copy.partition()))
                    .ifPresent(end -> behind.put(node, Math.max(0, end - reached(copy, node))));
        }
        return behind;
    }

    /**
     * A copy of which everything is known. What an earlier version of the resolver stored does not tell; the offsets that
     * were committed do, because state and outputs were stored before them.
     */
    CompletionStage<Optional<Copy>> known(Optional<Copy> copy) {
        if (copy.isEmpty() || !copy.get().active() || !copy.get().contained().containsValue(NodeLog.UNKNOWN)) {
            return CompletableFuture.completedStage(copy);
        }
        Copy found = copy.get();
        return ends.committed(group).thenApply(committed -> {
            Map<String, Long> contained = new HashMap<>(found.contained());
            contained.replaceAll((node, next) -> next == NodeLog.UNKNOWN
                    ? committed.getOrDefault(captured(node, found.partition()), NodeLog.UNKNOWN)
                    : next);
            return Optional.of(new Copy(found.partition(), true, contained));
        });
    }

    /** Whether everything that a copy contains has been committed, and so everything that follows from it was stored. */
    CompletionStage<Boolean> isCommitted(Copy copy) {
        return ends.committed(group)
                .thenApply(committed -> nodes.stream().allMatch(node -> {
                    long contained = copy.contained().getOrDefault(node, 0L);
                    return contained <= 0 || committed.getOrDefault(captured(node, copy.partition()), 0L) >= contained;
                }));
    }

    Set<TopicPartition> partitions(int partition) {
        return nodes.stream().map(node -> captured(node, partition)).collect(Collectors.toSet());
    }

    /** What is told of one partition of all captured topics. */
    Limit limit(Map<TopicPartition, Long> found, int partition, long lacking) {
        Map<String, Long> offsets = new HashMap<>();
        nodes.forEach(node -> offsets.put(node, found.getOrDefault(captured(node, partition), 0L)));
        return new Limit(offsets, lacking);
    }

    private long reached(Copy copy, String node) {
        long contained = Math.max(0, copy.contained().getOrDefault(node, 0L));
        return gaps.next(captured(node, copy.partition()), contained);
    }

    private TopicPartition captured(String node, int partition) {
        return new TopicPartition(topics.captured(node), partition);
    }

    static long sum(Map<String, Long> missing) {
        return missing.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<Limit> with(List<Limit> limits, Limit another) {
        List<Limit> all = new ArrayList<>(limits);
        all.add(another);
        return all;
    }
}
