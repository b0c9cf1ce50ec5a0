package io.evobridge.resolver.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What an instance of the resolver has counted since it started.
 *
 * @param nodes by name
 * @param entities by name
 */
public record InstanceFigures(Map<String, OfNode> nodes, Map<String, OfEntity> entities) {

    public InstanceFigures {
        nodes = Map.copyOf(nodes);
        entities = Map.copyOf(entities);
    }

    /** What both have counted together. */
    public InstanceFigures plus(InstanceFigures other) {
        return new InstanceFigures(
                joined(nodes, other.nodes, OfNode::plus), joined(entities, other.entities, OfEntity::plus));
    }

    private static <T> Map<String, T> joined(Map<String, T> one, Map<String, T> other, BinaryOperator<T> plus) {
        Map<String, T> joined = new HashMap<>(one);
        other.forEach((name, figures) -> joined.merge(name, figures, plus));
        return joined;
    }

    /**
     * Of a node.
     *
     * @param echoes row changes that were the doing of a sink
     * @param refusals keys that a sink left alone because their rows were not as expected
     * @param resends states that were sent once more for this node
     * @param parked keys that are not sent to this node any more
     * @param drifted writes whose commit time was too far ahead
     */
    public record OfNode(long echoes, long refusals, long resends, long parked, long drifted) {

        /** Of a node that nothing was counted of. */
        public static final OfNode NONE = new OfNode(0, 0, 0, 0, 0);

        OfNode plus(OfNode other) {
            return new OfNode(
                    echoes + other.echoes,
                    refusals + other.refusals,
                    resends + other.resends,
                    parked + other.parked,
                    drifted + other.drifted);
        }
    }

    /**
     * Of an entity.
     *
     * @param conflicts writes that found a concurrent version
     * @param latency empty where nothing was resolved lately
     */
    public record OfEntity(long conflicts, Optional<Latency> latency) {

        /** Of an entity that nothing was counted of. */
        public static final OfEntity NONE = new OfEntity(0, Optional.empty());

        OfEntity plus(OfEntity other) {
            return new OfEntity(
                    conflicts + other.conflicts,
                    latency.isEmpty()
                            ? other.latency
                            : other.latency
                                    .map(more -> latency.get().plus(more))
                                    .or(() -> latency));
        }
    }

    /**
     * From the commit at the origin to the resolved record, in the last minutes.
     *
     * @param count records since the instance started
     */
    public record Latency(double p50Millis, double p99Millis, long count) {

        /** Quantiles do not add up: the worse one is told. */
        Latency plus(Latency other) {
            return new Latency(
                    Math.max(p50Millis, other.p50Millis), Math.max(p99Millis, other.p99Millis), count + other.count);
        }
    }
}
