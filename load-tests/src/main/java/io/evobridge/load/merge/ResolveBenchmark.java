package io.evobridge.load.merge;

import io.evobridge.contract.Topics;
import io.evobridge.load.jmh.MemoryRegistry;
import io.evobridge.resolver.core.causality.DriftLimit;
import io.evobridge.resolver.core.causality.DriftPolicy;
import io.evobridge.resolver.core.merge.Intake;
import io.evobridge.resolver.core.merge.MergeRules;
import io.evobridge.resolver.core.merge.Merges;
import io.evobridge.resolver.core.merge.SeenBefore;
import io.evobridge.resolver.core.merge.WholeRecord;
import io.evobridge.resolver.core.merge.field.FieldPolicy;
import io.evobridge.resolver.core.merge.field.FieldRules;
import io.evobridge.resolver.core.merge.field.Precedence;
import io.evobridge.resolver.metrics.ResolverMetrics;
import io.evobridge.resolver.processor.Outputs;
import io.evobridge.resolver.processor.Resolution;
import io.evobridge.resolver.processor.Resolve;
import io.evobridge.resolver.wire.SchemaCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The resolver's processor without Kafka and without a disk: captured record → merged state and what is to be sent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResolveBenchmark {

    private static final Topics TOPICS = new Topics("bench");
    private static final int KEYS = 1_000;
    private static final String STORE = "state";

    @Param({"LWW", "COUNTER"})
    private String kind = MergeKind.LWW.name();

    @Param({"0", "50"})
    private int conflictPercent;

    @Param({"false", "true"})
    private boolean writable;

    private final MemoryRegistry registry = new MemoryRegistry();
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private CapturedLoad load = new CapturedLoad("", registry, TOPICS, 0);
    private Phase phase = Phase.draw("", new LoadEntity("row", MergeKind.LWW, KEYS), 0, 0);
    private Resolve processor = processor();
    private int write;

    @Setup
    public void start() {
        load = new CapturedLoad("", registry, TOPICS, 1 << 30);
        phase = Phase.draw("bench", new LoadEntity("row", MergeKind.valueOf(kind), KEYS), 1 << 30, conflictPercent);
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        processor = processor();
        processor.init(context);
    }

    /** The making of the captured record is in it, and costs as much in every variant. */
    @Benchmark
    public int process() throws IOException {
        ProducerRecord<byte[], byte[]> record = load.record(phase, write++);
        context.setRecordMetadata(record.topic(), 0, write);
        processor.process(new Record<>(record.key(), record.value(), record.timestamp()));
        int sent = context.forwarded().size();
        context.resetForwards();
        return sent;
    }

    private Resolve processor() {
        FieldRules fields =
                new FieldRules(Map.of("balance", FieldPolicy.COUNTER), FieldPolicy.LWW, Precedence.LAST_WRITER);
        Optional<FieldRules> byField = kind.equals(MergeKind.COUNTER.name()) ? Optional.of(fields) : Optional.empty();
        Set<String> nodes = Set.of(LoadEntity.NODES);
        Resolution resolution = new Resolution(
                TOPICS,
                nodes,
                writable ? new TreeSet<>(nodes) : new TreeSet<>(),
                Set.of("row"),
                new Intake(new DriftLimit(60_000, DriftPolicy.CLAMP)),
                SeenBefore.LOG,
                new Merges(Map.of(), new MergeRules(WholeRecord.LAST_WRITER_WINS, byField)),
                16,
                new SchemaCatalog(registry, TOPICS.bridge(), System::nanoTime),
                new ResolverMetrics(new SimpleMeterRegistry(), System::currentTimeMillis));
        return new Resolve(resolution, 1, new Outputs("changes", "resolved", "conflicts", "quarantine"), STORE);
    }
}
