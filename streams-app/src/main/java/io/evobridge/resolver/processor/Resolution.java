package io.evobridge.resolver.processor;

import io.evobridge.contract.Topics;
import io.evobridge.resolver.core.merge.Intake;
import io.evobridge.resolver.core.merge.MergePolicy;
import io.evobridge.resolver.core.merge.SeenBefore;
import io.evobridge.resolver.metrics.ResolverMetrics;
import io.evobridge.resolver.wire.SchemaCatalog;
import java.util.Set;

/**
 * What the resolver needs to know to resolve: the same for every partition.
 *
 * @param topics of the bridge
 * @param nodes whose captured topics are read
 * @param entities that have a resolved topic
 * @param intake stamps and merges
 * @param seenBefore tells causal contexts
 * @param policy decides among concurrent versions
 * @param catalog of schemas
 * @param metrics counters
 */
public record Resolution(
        Topics topics,
        Set<String> nodes,
        Set<String> entities,
        Intake intake,
        SeenBefore seenBefore,
        MergePolicy policy,
        SchemaCatalog catalog,
        ResolverMetrics metrics) {

    public Resolution {
        nodes = Set.copyOf(nodes);
        entities = Set.copyOf(entities);
    }
}
