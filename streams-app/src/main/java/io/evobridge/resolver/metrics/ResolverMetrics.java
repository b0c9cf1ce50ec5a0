package io.evobridge.resolver.metrics;

import io.evobridge.contract.Hlc;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The resolver's own counters. Tags are nodes and entities of the bridge and closed words, so their number is bounded. */
public final class ResolverMetrics {

    private static final String PREFIX = "evobridge.resolver.";

    private final MeterRegistry registry;
    private final LongSupplier wallMillis;
    private final Map<String, AtomicLong> lastHlcMillis = new ConcurrentHashMap<>();

    /** Counts into a registry; the clock is as {@link System#currentTimeMillis}. */
    public ResolverMetrics(MeterRegistry registry, LongSupplier wallMillis) {
        this.registry = registry;
        this.wallMillis = wallMillis;
    }

    /** A change was read. */
    public void captured(String node) {
        registry.counter(PREFIX + "captured", "node", node).increment();
    }

    /** A progress marker was read. */
    public void marker(String node) {
        registry.counter(PREFIX + "markers", "node", node).increment();
    }

    /** A row change was the doing of a sink. */
    public void echo(String node) {
        registry.counter(PREFIX + "echoes", "node", node).increment();
    }

    /** Markers told of keys that a sink had written, or had left alone because their rows were not as expected. */
    public void evidence(String node, int applied, int refused) {
        registry.counter(PREFIX + "evidence.keys", "node", node).increment(applied);
        registry.counter(PREFIX + "refusals", "node", node).increment(refused);
    }

    /** The state of a key was sent once more, for this node. */
    public void resent(String node) {
        registry.counter(PREFIX + "resends", "node", node).increment();
    }

    /** A key is not sent to this node any more, until somebody writes it. */
    public void parked(String node) {
        registry.counter(PREFIX + "parked", "node", node).increment();
    }

    /** A write was merged, with this outcome. */
    public void merged(String entity, String outcome) {
        registry.counter(PREFIX + "merged", "entity", entity, "outcome", outcome)
                .increment();
    }

    /** A commit time was too far ahead. */
    public void drifted(String node) {
        registry.counter(PREFIX + "drifted", "node", node).increment();
    }

    /** A record went to quarantine. */
    public void quarantined() {
        registry.counter(PREFIX + "quarantined").increment();
    }

    /** A resolved record was sent whose winner was committed at the given time, microseconds since 1970 UTC. */
    public void resolved(String entity, long commitMicros) {
        long lagMillis = Math.max(0, wallMillis.getAsLong() - Math.floorDiv(commitMicros, 1_000L));
        Timer.builder(PREFIX + "commit.to.resolved")
                .description("From the commit at the origin to the resolved record")
                .tag("entity", entity)
                .publishPercentiles(0.5, 0.99)
                .register(registry)
                .record(lagMillis, TimeUnit.MILLISECONDS);
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
}
