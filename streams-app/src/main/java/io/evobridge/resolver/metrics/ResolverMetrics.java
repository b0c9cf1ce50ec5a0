package io.evobridge.resolver.metrics;

import io.evobridge.contract.Hlc;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The resolver's own counters. Tags are nodes and entities of the bridge and closed words, so their number is bounded. Each
 * meter is looked up in the registry once: a look-up builds and sorts its tags, and every record counts several.
 */
public final class ResolverMetrics {

    private static final String PREFIX = "evobridge.resolver.";

    private static final List<String> NODE_COUNTERS =
            List.of("captured", "markers", "echoes", "evidence.keys", "refusals", "resends", "parked", "drifted");

    private static final List<String> OUTCOMES = List.of("duplicate", "superseded", "applied", "agreed", "conflict");

    private static final double P50 = 0.5;
    private static final double P99 = 0.99;

    /** Bounds of the histogram, which unlike quantiles can be added up over instances. */
    private static final Duration[] LATENCIES = LongStream.of(
                    2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000, 600_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final LongSupplier wallMillis;
    private final Map<Tags, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> resolvedTimers = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lastHlcMillis = new ConcurrentHashMap<>();

    /** Counts into a registry; the clock is as {@link System#currentTimeMillis}. */
    public ResolverMetrics(MeterRegistry registry, LongSupplier wallMillis) {
        this.registry = registry;
        this.wallMillis = wallMillis;
    }

    /** Shows a zero for whatever may be counted of these, so that the first of its kind is seen as an increase. */
    public void expect(Collection<String> nodes, Collection<String> entities) {
        for (String node : nodes) {
            for (String name : NODE_COUNTERS) {
                registry.counter(PREFIX + name, "node", node);
            }
        }
        for (String entity : entities) {
            latency(entity);
            for (String outcome : OUTCOMES) {
                registry.counter(PREFIX + "merged", "entity", entity, "outcome", outcome);
            }
        }
        registry.counter(PREFIX + "quarantined");
    }

    /** A change was read. */
    public void captured(String node) {
        counter("captured", node).increment();
    }

    /** A progress marker was read. */
    public void marker(String node) {
        counter("markers", node).increment();
    }

    /** A row change was the doing of a sink. */
    public void echo(String node) {
        counter("echoes", node).increment();
    }

    /** Markers told of keys that a sink had written, or had left alone because their rows were not as expected. */
    public void evidence(String node, int applied, int refused) {
        counter("evidence.keys", node).increment(applied);
        counter("refusals", node).increment(refused);
    }

    /** The state of a key was sent once more, for this node. */
    public void resent(String node) {
        counter("resends", node).increment();
    }

    /** A key is not sent to this node any more, until somebody writes it. */
    public void parked(String node) {
        counter("parked", node).increment();
    }

    /** A write was merged, with this outcome. */
    public void merged(String entity, String outcome) {
        counters.computeIfAbsent(
                        new Tags("merged", entity, outcome),
                        tags -> registry.counter(PREFIX + "merged", "entity", entity, "outcome", outcome))
                .increment();
    }

    /** A write through the API changed nothing: repeated, or unseen where its condition did not hold any more. */
    public void apiWriteDropped(String why) {
        registry.counter(PREFIX + "api.writes.dropped", "why", why).increment();
    }

    /** A commit time was too far ahead. */
    public void drifted(String node) {
        counter("drifted", node).increment();
    }

    /** A record went to quarantine. */
    public void quarantined() {
        registry.counter(PREFIX + "quarantined").increment();
    }

    /** A resolved record was sent whose winner was committed at the given time, microseconds since 1970 UTC. */
    public void resolved(String entity, long commitMicros) {
        long lagMillis = Math.max(0, wallMillis.getAsLong() - Math.floorDiv(commitMicros, 1_000L));
        latency(entity).record(lagMillis, TimeUnit.MILLISECONDS);
    }

    private Timer latency(String entity) {
        return resolvedTimers.computeIfAbsent(
                entity,
                name -> Timer.builder(PREFIX + "commit.to.resolved")
                        .description("From the commit at the origin to the resolved record")
                        .tag("entity", name)
                        .publishPercentiles(P50, P99)
                        .serviceLevelObjectives(LATENCIES)
                        .register(registry));
    }

    /** What was counted of these nodes and entities until now. */
    public InstanceFigures figures(Collection<String> nodes, Collection<String> entities) {
        return new InstanceFigures(
                nodes.stream().collect(Collectors.toMap(node -> node, this::ofNode)),
                entities.stream().collect(Collectors.toMap(entity -> entity, this::ofEntity)));
    }

    private InstanceFigures.OfNode ofNode(String node) {
        return new InstanceFigures.OfNode(
                count("echoes", "node", node),
                count("refusals", "node", node),
                count("resends", "node", node),
                count("parked", "node", node),
                count("drifted", "node", node));
    }

    private InstanceFigures.OfEntity ofEntity(String entity) {
        return new InstanceFigures.OfEntity(
                count("merged", "entity", entity, "outcome", "conflict"), lately(latency(entity)));
    }

    /** Empty where the window of the quantiles has become empty. */
    private static Optional<InstanceFigures.Latency> lately(Timer timer) {
        HistogramSnapshot snapshot = timer.takeSnapshot();
        double p99 = quantile(snapshot, P99);
        return p99 == 0
                ? Optional.empty()
                : Optional.of(new InstanceFigures.Latency(quantile(snapshot, P50), p99, snapshot.count()));
    }

    private static double quantile(HistogramSnapshot snapshot, double which) {
        return Arrays.stream(snapshot.percentileValues())
                .filter(value -> value.percentile() == which)
                .mapToDouble(value -> value.value(TimeUnit.MILLISECONDS))
                .findFirst()
                .orElse(0);
    }

    private long count(String name, String... tags) {
        Counter counter = registry.find(PREFIX + name).tags(tags).counter();
        return counter == null ? 0 : (long) counter.count();
    }

    /** The clock of a node's log moved. */
    public void clock(String node, Hlc reading) {
        lastHlcMillis
                .computeIfAbsent(node, name -> {
                    AtomicLong millis = new AtomicLong();
                    Gauge.builder(PREFIX + "last.hlc.millis", millis, AtomicLong::doubleValue)
                            .description("Milliseconds of the last HLC given or received")
                            .tag("node", name)
                            .register(registry);
                    return millis;
                })
                .accumulateAndGet(reading.millis(), Math::max);
    }

    private Counter counter(String name, String node) {
        return counters.computeIfAbsent(
                new Tags(name, node, ""), tags -> registry.counter(PREFIX + name, "node", node));
    }

    /** Tells one counter from the others. */
    private record Tags(String counter, String first, String second) {}
}
