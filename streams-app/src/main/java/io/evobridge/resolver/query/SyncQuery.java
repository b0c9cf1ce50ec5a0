package io.evobridge.resolver.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Connectors;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Node;
import io.evobridge.resolver.query.Freshness.Limit;
import io.evobridge.resolver.query.KeyStates.Copy;
import io.evobridge.resolver.query.Waits.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * The route that answers when everything that was captured before it has arrived everywhere: in every copy of the state, in
 * the resolved topics, and in every sink. What an operator calls before an instance is taken away or upgraded.
 */
final class SyncQuery {

    private static final int DEFAULT_TIMEOUT_MILLIS = 60_000;
    private static final Duration ASKED = Duration.ofSeconds(2);
    private static final String COPIES = "/copies";
    private static final String CONNECT_GROUP_PREFIX = "connect-";

    private final Bridge bridge;
    private final KeyStates states;
    private final Peers peers;
    private final Freshness freshness;
    private final LogEnds ends;
    private final Gaps gaps;
    private final Waits waits;
    private final String group;

    /** Takes the consumer group of the resolver. */
    SyncQuery(
            Bridge bridge,
            KeyStates states,
            Peers peers,
            Freshness freshness,
            LogEnds ends,
            Gaps gaps,
            Waits waits,
            String group) {
        this.bridge = bridge;
        this.states = states;
        this.peers = peers;
        this.freshness = freshness;
        this.ends = ends;
        this.gaps = gaps;
        this.waits = waits;
        this.group = group;
    }

    List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get(COPIES, Set.of(), request -> ApiAnswer.json(Map.of("copies", copies()))),
                ApiRoute.operate("POST", "/sync", Set.of(Consistency.TIMEOUT), this::sync));
    }

    /**
     * What an instance has of a partition.
     *
     * @param contained node → offset in its captured topic up to which it is contained
     * @param behind node → records that it lacked when the topic was last looked at
     */
    record CopyAnswer(int partition, String copy, SortedMap<String, Long> contained, SortedMap<String, Long> behind) {}

    /**
     * That everything has arrived.
     *
     * @param version captured topic → offset of each partition that is contained everywhere
     * @param instances that were asked
     * @param sinks connectors that have written everything
     */
    record Synced(SortedMap<String, List<Long>> version, List<Instance> instances, List<String> sinks) {}

    /** An instance of the resolver, and how many partitions it has. */
    record Instance(String address, long partitions, long standbys) {}

    private List<CopyAnswer> copies() {
        return states.copies().stream()
                .map(copy -> new CopyAnswer(
                        copy.partition(), copy.word(), new TreeMap<>(copy.contained()), freshness.behind(copy)))
                .toList();
    }

    private CompletionStage<ApiAnswer> sync(ApiRequest request) {
        Deadline end = Deadline.in(Consistency.timeout(request, DEFAULT_TIMEOUT_MILLIS));
        Set<TopicPartition> captured = new HashSet<>();
        IntStream.range(0, bridge.partitions()).forEach(number -> captured.addAll(freshness.partitions(number)));
        Missing missing = new Missing("nothing was found out in time");
        return waits.here(ends.ends(captured)).thenCompose(found -> {
            Map<TopicPartition, Long> wanted = new HashMap<>(found);
            wanted.keySet().retainAll(captured);
            return waits.until(end, () -> everywhere(request, wanted, missing), () -> late(missing))
                    .thenCompose(instances -> ends.ends(resolved())
                            .thenCompose(outputs -> waits.until(
                                            end, () -> written(outputs, missing), () -> late(missing))
                                    .thenApply(
                                            sinks -> ApiAnswer.json(new Synced(version(wanted), instances, sinks)))));
        });
    }

    private static ApiProblem late(Missing missing) {
        return new ApiProblem(504, "not-in-sync", missing + "; ask again, or see status");
    }

    /** All instances, where each of their copies contains it and the resolver has committed it. */
    private CompletionStage<Optional<List<Instance>>> everywhere(
            ApiRequest request, Map<TopicPartition, Long> wanted, Missing missing) {
        CompletionStage<List<Instance>> instances = CompletableFuture.completedStage(new ArrayList<>());
        Missing behind = new Missing("");
        Set<Integer> owned = new HashSet<>();
        for (Map.Entry<Optional<URI>, Set<Integer>> assigned : states.assigned().entrySet()) {
            instances = instances.thenCombine(copies(assigned.getKey(), request), (known, copies) -> {
                String who = assigned.getKey().map(URI::toString).orElse("this instance");
                reasonOf(who, assigned.getValue(), copies, wanted).ifPresent(behind::set);
                copies.stream().filter(Copy::active).forEach(copy -> owned.add(copy.partition()));
                long active = copies.stream().filter(Copy::active).count();
                known.add(new Instance(who, active, copies.size() - active));
                return known;
            });
        }
        return waits.here(instances.thenCombine(ends.committed(group), (all, committed) -> {
            if (behind.isNothing() && owned.size() < bridge.partitions()) {
                behind.set("only " + owned.size() + " of " + bridge.partitions() + " partitions have an owner");
            }
            if (behind.isNothing()) {
                wanted.forEach((partition, offset) -> {
                    long at = committed.getOrDefault(partition, 0L);
                    if (gaps.next(partition, at) < offset) {
                        gaps.look(partition, at, offset);
                        behind.set("the resolver has not committed " + (offset - at) + " records of " + partition);
                    }
                });
            }
            missing.set(behind.toString());
            return behind.isNothing() ? Optional.of(all) : Optional.<List<Instance>>empty();
        }));
    }

    private Optional<String> reasonOf(
            String who, Set<Integer> assigned, List<Copy> copies, Map<TopicPartition, Long> wanted) {
        Set<Integer> lacking = new HashSet<>(assigned);
        for (Copy copy : copies) {
            Limit limit = freshness.limit(wanted, copy.partition(), 0);
            if (!freshness.satisfies(copy, limit)) {
                freshness.look(copy, limit);
                return Optional.of("the " + copy.word() + " copy of partition " + copy.partition() + " at " + who
                        + " lacks captured records of " + freshness.missing(copy, limit.offsets()));
            }
            lacking.remove(copy.partition());
        }
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(who + " has no copy of the partitions " + lacking + " yet, or does not answer");
    }

    /** What an instance has; nothing where it does not answer. */
    private CompletionStage<List<Copy>> copies(Optional<URI> instance, ApiRequest request) {
        if (instance.isEmpty()) {
            return CompletableFuture.completedStage(states.copies());
        }
        ApiRequest asked =
                new ApiRequest("GET", QueryApi.ROOT + COPIES, Map.of(), Map.of(), request.headers(), "", true);
        return peers.ask(instance.get(), asked, ASKED).handle((answer, failure) -> {
            List<Copy> copies = new ArrayList<>();
            if (failure == null && answer.status() == 200) {
                for (JsonNode copy : Peers.body(answer).path("copies")) {
                    Map<String, Long> contained = new HashMap<>();
                    copy.path("contained")
                            .properties()
                            .forEach(node ->
                                    contained.put(node.getKey(), node.getValue().asLong()));
                    copies.add(new Copy(
                            copy.path("partition").asInt(),
                            copy.path("copy").asText().equals("active"),
                            contained));
                }
            }
            return copies;
        });
    }

    /** Names of all sink connectors, where each has written everything before the ends. */
    private CompletionStage<Optional<List<String>>> written(Map<TopicPartition, Long> outputs, Missing missing) {
        CompletionStage<List<String>> sinks = CompletableFuture.completedStage(new ArrayList<>());
        Missing behind = new Missing("");
        for (Node node : bridge.sinks()) {
            for (Entity entity : bridge.entitiesOn(node).toList()) {
                String sink = Connectors.sinkName(bridge, node, entity);
                sinks = sinks.thenCombine(ends.committed(CONNECT_GROUP_PREFIX + sink), (known, committed) -> {
                    for (TopicPartition partition : partitions(entity)) {
                        long at = committed.getOrDefault(partition, 0L);
                        long offset = outputs.getOrDefault(partition, 0L);
                        if (gaps.next(partition, at) < offset) {
                            gaps.look(partition, at, offset);
                            behind.set("the sink " + sink + " has up to " + (offset - at) + " records of " + partition
                                    + " before it");
                        }
                    }
                    known.add(sink);
                    return known;
                });
            }
        }
        return sinks.thenApply(all -> {
            missing.set(behind.toString());
            return Optional.of(all).filter(any -> behind.isNothing());
        });
    }

    private Set<TopicPartition> resolved() {
        Set<TopicPartition> partitions = new HashSet<>();
        bridge.entities().forEach(entity -> partitions.addAll(partitions(entity)));
        return partitions;
    }

    private List<TopicPartition> partitions(Entity entity) {
        return IntStream.range(0, bridge.partitions())
                .mapToObj(number -> new TopicPartition(bridge.topics().resolved(entity.name()), number))
                .toList();
    }

    private static SortedMap<String, List<Long>> version(Map<TopicPartition, Long> wanted) {
        SortedMap<String, SortedMap<Integer, Long>> topics = new TreeMap<>();
        wanted.forEach((partition, offset) -> topics.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(partition.partition(), offset));
        SortedMap<String, List<Long>> version = new TreeMap<>();
        topics.forEach((topic, offsets) -> version.put(topic, List.copyOf(offsets.values())));
        return version;
    }
}
