package io.evobridge.resolver.processor;

import io.evobridge.contract.Topics;
import io.evobridge.resolver.core.merge.Intake;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.SeenBefore;
import io.evobridge.resolver.core.merge.WriteOutcomes;
import io.evobridge.resolver.metrics.ResolverMetrics;
import io.evobridge.resolver.store.RequestMemory;
import io.evobridge.resolver.wire.SchemaCatalog;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the resolver needs to know to resolve: the same for every partition.
 *
 * @param topics of the bridge
 * @param nodes whose captured topics are read
 * @param writable nodes among them that sinks of this bridge write into too
 * @param entities that have a resolved topic
 * @param intake stamps and merges
 * @param seenBefore tells causal contexts
 * @param merges decide among concurrent versions
 * @param fuseRefusals how often in a row a sink may refuse a key before the key is parked
 * @param catalog of schemas
 * @param remembered how many requests to the API are remembered, so that a repeated one is told
 * @param outcomes learns what became of writes through the API
 * @param metrics counters
 */
public record Resolution(
        Topics topics,
        Set<String> nodes,
        SortedSet<String> writable,
        Set<String> entities,
        Intake intake,
        SeenBefore seenBefore,
        Merges merges,
        int fuseRefusals,
        SchemaCatalog catalog,
        RequestMemory.Bound remembered,
        WriteOutcomes outcomes,
        ResolverMetrics metrics) {

    public Resolution {
        nodes = Set.copyOf(nodes);
        writable = Collections.unmodifiableSortedSet(new TreeSet<>(writable));
        if (!nodes.containsAll(writable)) {
            throw new IllegalArgumentException("writable nodes whose log is not read: " + writable);
        }
        entities = Set.copyOf(entities);
    }
}
