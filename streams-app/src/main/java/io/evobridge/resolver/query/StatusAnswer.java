package io.evobridge.resolver.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a bridge is.
 *
 * @param state of the instance that was asked, in the words of Kafka Streams
 * @param sampledAt when Kafka last told how far everybody is; null before it has
 * @param sampleAgeMillis how long ago that was
 * @param instances of the resolver
 * @param connectors empty where the resolver does not know Kafka Connect (connect.url)
 * @param conflicts records that the conflicts topic keeps; null where that is not known
 * @param quarantined records in quarantine that nobody has settled; null where that is not known
 * @param problems what could not be found out, with what to do
 */
record StatusAnswer(
        String bridge,
        String state,
        @Nullable String sampledAt,
        @Nullable Long sampleAgeMillis,
        List<Instance> instances,
        List<StatusNode> nodes,
        List<StatusEntity> entities,
        List<ConnectorAnswer> connectors,
        @Nullable Long conflicts,
        @Nullable Long quarantined,
        List<String> problems) {

    /** An instance of the resolver, and how many partitions it owns or keeps a copy of. */
    record Instance(String address, boolean self, int partitions, int standbys) {}

    /**
     * A database, or the API.
     *
     * @param backpressure whether so many of its changes are in flight that capture waits, or is about to
     * @param stalenessMillis how long the oldest resolved record has been waiting that the node has not applied, 0 for
     *     none; null for a node that is no sink
     * @param bound how far it may be behind; null where the bridge file says nothing
     * @param stale whether it is behind that
     * @param staleSince null while it is not
     */
    record StatusNode(
            String name,
            String type,
            String direction,
            LagAnswer lag,
            boolean backpressure,
            @Nullable Long stalenessMillis,
            @Nullable BoundAnswer bound,
            boolean stale,
            @Nullable String staleSince,
            CountersAnswer counters) {}

    /**
     * Records that are not committed.
     *
     * @param captured by the resolver; null for a node that is no source
     * @param resolved by the node's sinks; null for a node that is no sink
     */
    record LagAnswer(@Nullable Long captured, @Nullable Long resolved) {}

    /** How far a node may be behind; null for any. */
    record BoundAnswer(@Nullable Long maxMillis, @Nullable Long maxVersions) {}

    /**
     * What only grows: the first three are counted by offsets and survive restarts, the others by the resolver's instances
     * since they started.
     *
     * @param captured changes ever captured; null for a node that is no source
     * @param taken those of them that the resolver has committed
     * @param applied resolved records ever applied by the node's sinks; null for a node that is no sink
     */
    record CountersAnswer(
            @Nullable Long captured,
            @Nullable Long taken,
            @Nullable Long applied,
            long echoes,
            long refusals,
            long resends,
            long parked,
            long drifted) {}

    /**
     * A record type.
     *
     * @param resolved resolved records ever written, by offsets; null where that is not known
     * @param conflicts writes that found a concurrent version, since the instances started
     * @param latency null where nothing was resolved lately
     */
    record StatusEntity(
            String name,
            @Nullable Long resolved,
            long conflicts,
            @Nullable LatencyAnswer latency) {}

    /**
     * From the commit at the origin to the resolved record, in the last minutes, of the slowest instance.
     *
     * @param count records since the instances started
     */
    record LatencyAnswer(double p50Millis, double p99Millis, long count) {}

    /**
     * A connector.
     *
     * @param state in the words of Kafka Connect, or MISSING
     * @param reason why it failed; null where it did not
     */
    record ConnectorAnswer(
            String name,
            String node,
            String state,
            List<String> tasks,
            @Nullable String reason) {}
}
