package io.evobridge.resolver.topology;

import io.evobridge.resolver.processor.Outputs;
import io.evobridge.resolver.processor.Resolution;
import io.evobridge.resolver.processor.Resolve;
import io.evobridge.resolver.store.CommitRequests;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The resolver's topology: every captured topic → one processor with one store → changes, resolved, conflicts,
 * quarantine. One sub-topology, so one task owns a partition of all captured topics and thereby all that concerns a
 * key. The names are those of changelog topics and metrics: renaming one is a migration.
 */
public final class BridgeTopology {

    public static final String CAPTURED_SOURCE = "captured";
    public static final String RESOLVE_PROCESSOR = "resolve";
    public static final String STATE_STORE = "state";
    public static final String CHANGES_SINK = "changes";
    public static final String RESOLVED_SINK = "resolved";
    public static final String CONFLICTS_SINK = "conflicts";
    public static final String QUARANTINE_SINK = "quarantine";

    private static final Outputs OUTPUTS = new Outputs(CHANGES_SINK, RESOLVED_SINK, CONFLICTS_SINK, QUARANTINE_SINK);

    private BridgeTopology() {}

    /**
     * Wires the topology.
     *
     * @param partitions that each topic has
     * @param commits asks tasks to commit
     */
    public static Topology of(Resolution resolution, int partitions, int maxRecordBytes, CommitRequests commits) {
        Topology topology = new Topology();
        String[] captured = resolution.nodes().stream()
                .sorted()
                .map(resolution.topics()::captured)
                .toArray(String[]::new);
        topology.addSource(
                AutoOffsetReset.earliest(),
                CAPTURED_SOURCE,
                new RecordTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                captured);
        topology.addProcessor(
                RESOLVE_PROCESSOR,
                () -> new Resolve(resolution, partitions, OUTPUTS, STATE_STORE, commits),
                CAPTURED_SOURCE);
        topology.addStateStore(state(maxRecordBytes), RESOLVE_PROCESSOR);
        addSinks(topology, resolution);
        return topology;
    }

    private static void addSinks(Topology topology, Resolution resolution) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        KeyPartitioner byKey = new KeyPartitioner();
        topology.addSink(CHANGES_SINK, resolution.topics().changes(), bytes, bytes, byKey, RESOLVE_PROCESSOR);
        topology.addSink(RESOLVED_SINK, new ResolvedTopic(resolution.topics()), bytes, bytes, byKey, RESOLVE_PROCESSOR);
        topology.addSink(CONFLICTS_SINK, resolution.topics().conflicts(), bytes, bytes, byKey, RESOLVE_PROCESSOR);
        // No partitioner: a quarantined record may have no key, or stand in the wrong partition.
        topology.addSink(QUARANTINE_SINK, resolution.topics().quarantine(), bytes, bytes, RESOLVE_PROCESSOR);
    }

    /** Not cached: a cache would hold back the changelog until the next commit, for nothing, as no key is read twice. */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> state(int maxRecordBytes) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STATE_STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes)))
                .withCachingDisabled();
    }
}
