package io.evobridge.resolver.monitor;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.DeploymentException;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Node;
import io.evobridge.resolver.monitor.WaitingRecords.Place;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Takes the figures of a bridge's topics, each time from the same clients. To be used by one thread, and closed. */
final class TopicSampler implements AutoCloseable {

    private final Bridge bridge;
    private final LongSupplier wallMillis;
    private final List<TopicReader> captured;
    private final List<TopicReader> sinks;
    private final Set<String> groups;
    private final Set<TopicPartition> partitions;
    private final OffsetsReader offsets;
    private final WaitingRecords waiting;
    private final OpenQuarantine quarantine;

    /**
     * Connects when it is asked first.
     *
     * @param resolverGroup consumer group of the resolver
     * @param wallMillis as {@link System#currentTimeMillis}
     */
    TopicSampler(Bridge bridge, String resolverGroup, LongSupplier wallMillis) {
        this.bridge = bridge;
        this.wallMillis = wallMillis;
        this.captured = TopicReader.ofCaptured(bridge, resolverGroup);
        this.sinks = TopicReader.ofSinks(bridge);
        this.groups = Stream.concat(captured.stream(), sinks.stream())
                .map(TopicReader::group)
                .collect(Collectors.toSet());
        this.partitions = Stream.of(
                        Stream.concat(captured.stream(), sinks.stream()).map(TopicReader::topic),
                        bridge.entities().stream().map(entity -> bridge.topics().resolved(entity.name())),
                        Stream.of(bridge.topics().conflicts(), bridge.topics().quarantine()))
                .flatMap(topics -> topics)
                .flatMap(topic -> TopicReader.partitions(topic, bridge.partitions()).stream())
                .collect(Collectors.toSet());
        this.offsets = new OffsetsReader(bridge.kafka());
        this.waiting = new WaitingRecords(bridge.kafka());
        this.quarantine = new OpenQuarantine(bridge.kafka(), all(bridge.topics().quarantine()));
    }

    /**
     * The figures of now.
     *
     * @throws DeploymentException Kafka does not answer
     */
    TopicFigures sample() {
        Offsets now = offsets.read(partitions, groups);
        long millis = wallMillis.getAsLong();
        waiting.looked(now.ends(), millis);
        Map<Place, OptionalLong> since;
        OptionalLong quarantined;
        try {
            since = waiting.waitingSince(
                    sinks.stream().flatMap(sink -> places(sink, now)).collect(Collectors.toSet()));
            quarantined = quarantine.count(now);
        } catch (KafkaException e) {
            throw new DeploymentException(
                    "Kafka does not give the records that nodes wait for, or quarantine: " + e.getMessage(), e);
        }
        Map<String, NodeFigures> nodes = Stream.concat(
                        bridge.nodes().stream().map(Node::name), Stream.of(Bridge.API_NODE))
                .collect(Collectors.toMap(name -> name, name -> figures(name, now, since, millis)));
        return new TopicFigures(
                millis,
                nodes,
                bridge.entities().stream()
                        .collect(Collectors.toMap(
                                Entity::name,
                                entity -> now.written(all(bridge.topics().resolved(entity.name()))))),
                now.kept(all(bridge.topics().conflicts())),
                quarantined);
    }

    @Override
    public void close() {
        quarantine.close();
        waiting.close();
        offsets.close();
    }

    private List<TopicPartition> all(String topic) {
        return TopicReader.partitions(topic, bridge.partitions());
    }

    private NodeFigures figures(String node, Offsets now, Map<Place, OptionalLong> since, long millis) {
        List<TopicReader> taking = of(node, captured);
        List<TopicReader> applying = of(node, sinks);
        return new NodeFigures(
                sum(taking, reader -> now.written(all(reader.topic()))),
                sum(taking, reader -> position(reader, now)),
                sum(applying, reader -> position(reader, now)),
                sum(applying, reader -> waiting(reader, now, since)),
                applying.isEmpty() ? OptionalLong.empty() : longestMillis(applying, now, since, millis));
    }

    private static List<TopicReader> of(String node, List<TopicReader> readers) {
        return readers.stream().filter(reader -> reader.node().equals(node)).toList();
    }

    /** Empty where there is nobody to read. */
    private static OptionalLong sum(List<TopicReader> readers, ToLongFunction<TopicReader> figure) {
        return readers.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(readers.stream().mapToLong(figure).sum());
    }

    private long position(TopicReader reader, Offsets now) {
        return all(reader.topic()).stream()
                .mapToLong(partition -> now.position(reader.group(), partition))
                .sum();
    }

    private long waiting(TopicReader reader, Offsets now, Map<Place, OptionalLong> since) {
        return places(reader, now)
                .filter(place -> since.getOrDefault(place, OptionalLong.of(0)).isPresent())
                .mapToLong(place -> now.lag(reader.group(), place.partition()))
                .sum();
    }

    /** As far as places were reached; empty where there are some and none was. */
    private OptionalLong longestMillis(
            List<TopicReader> readers, Offsets now, Map<Place, OptionalLong> since, long millis) {
        List<Place> places =
                readers.stream().flatMap(reader -> places(reader, now)).toList();
        return places.isEmpty()
                ? OptionalLong.of(0)
                : places.stream()
                        .filter(since::containsKey)
                        .map(since::get)
                        .mapToLong(time -> time.isEmpty() ? 0 : Math.max(0, millis - time.getAsLong()))
                        .max();
    }

    /** Where a sink goes on, in the partitions that go on. */
    private Stream<Place> places(TopicReader reader, Offsets now) {
        return all(reader.topic()).stream()
                .filter(partition -> now.lag(reader.group(), partition) > 0)
                .map(partition -> new Place(partition, now.position(reader.group(), partition)));
    }
}
