package io.evobridge.load.merge;

import io.evobridge.contract.Topics;
import io.evobridge.registry.SchemaRegistry;
import io.evobridge.resolver.core.causality.DriftLimit;
import io.evobridge.resolver.core.causality.DriftPolicy;
import io.evobridge.resolver.core.merge.Deletions;
import io.evobridge.resolver.core.merge.Intake;
import io.evobridge.resolver.core.merge.MergeRules;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.SeenBefore;
import io.evobridge.resolver.core.merge.WholeRecord;
import io.evobridge.resolver.core.merge.WriteOutcomes;
import io.evobridge.resolver.core.merge.field.FieldPolicy;
import io.evobridge.resolver.core.merge.field.FieldRules;
import io.evobridge.resolver.core.merge.field.Precedence;
import io.evobridge.resolver.metrics.ResolverMetrics;
import io.evobridge.resolver.processor.Outputs;
import io.evobridge.resolver.processor.Resolution;
import io.evobridge.resolver.processor.Resolve;
import io.evobridge.resolver.store.CommitRequests;
import io.evobridge.resolver.store.RequestMemory;
import io.evobridge.resolver.wire.SchemaCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The resolver's processor without Kafka and without a disk, for one entity. */
final class BareResolver {

    /** What the processor calls the topics of merged state. */
    static final String RESOLVED = "resolved";

    private static final String STORE = "state";

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final Resolve processor;
    private long offset;

    /**
     * @param writable whether both nodes are written by sinks too
     */
    BareResolver(SchemaRegistry registry, Topics topics, LoadEntity entity, boolean writable) {
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        Set<String> nodes = Set.of(LoadEntity.NODES);
        Resolution resolution = new Resolution(
                topics,
                nodes,
                new TreeSet<>(writable ? nodes : Set.of()),
                Set.of(entity.name()),
                new Intake(new DriftLimit(60_000, DriftPolicy.CLAMP)),
                SeenBefore.LOG,
                new Merges(Map.of(), rules(entity.kind())),
                16,
                new SchemaCatalog(registry, topics.bridge(), System::nanoTime),
                new RequestMemory.Bound(60_000, 1_000),
                WriteOutcomes.NOBODY,
                new ResolverMetrics(new SimpleMeterRegistry(), System::currentTimeMillis));
        processor = new Resolve(
                resolution,
                1,
                new Outputs("changes", RESOLVED, "conflicts", "quarantine"),
                STORE,
                new CommitRequests());
        processor.init(context);
    }

    /** What the resolver sends for a captured record. */
    List<CapturedForward<? extends byte[], ? extends byte[]>> process(ProducerRecord<byte[], byte[]> captured) {
        context.resetForwards();
        context.setRecordMetadata(captured.topic(), 0, offset++);
        processor.process(new Record<>(captured.key(), captured.value(), captured.timestamp()));
        return context.forwarded();
    }

    /** As the bridge file asks for them, see {@link MergeKind#rules}. */
    private static MergeRules rules(MergeKind kind) {
        Precedence precedence = new Precedence(List.of(LoadEntity.NODES), kind == MergeKind.PRIORITY);
        Map<String, FieldPolicy> fields = switch (kind) {
            case LWW, PRIORITY, SIBLINGS -> Map.of();
            case EXTREMES -> Map.of("balance", FieldPolicy.MAX, "floor", FieldPolicy.MIN);
            case COUNTER -> Map.of("balance", FieldPolicy.COUNTER);
            case SET -> Map.of("tags", FieldPolicy.SET);
        };
        return new MergeRules(
                new WholeRecord(kind.name(), precedence, Deletions.LWW),
                fields.isEmpty() ? Optional.empty() : Optional.of(new FieldRules(fields, FieldPolicy.LWW, precedence)));
    }
}
