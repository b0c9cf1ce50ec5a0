package io.evobridge.load.merge;

import io.evobridge.contract.Topics;
import io.evobridge.load.jmh.MemoryRegistry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
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
// On two slow cores the whole processor is compiled after twenty seconds, not after five.
@Warmup(iterations = 20, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResolveBenchmark {

    private static final Topics TOPICS = new Topics("bench");
    private static final int KEYS = 1_000;
    private static final int MANY = 1 << 30;

    @Param({"LWW", "COUNTER"})
    private String kind = MergeKind.LWW.name();

    @Param({"0", "50"})
    private int conflictPercent;

    @Param({"false", "true"})
    private boolean writable;

    private final MemoryRegistry registry = new MemoryRegistry();
    private CapturedLoad load = new CapturedLoad("", registry, TOPICS, MANY);
    private Phase phase = Phase.draw("bench", new LoadEntity("row", MergeKind.LWW, KEYS), MANY, 0);
    private BareResolver resolver = new BareResolver(registry, TOPICS, phase.entity(), false);
    private int write;

    @Setup
    public void start() {
        LoadEntity entity = new LoadEntity("row", MergeKind.valueOf(kind), KEYS);
        phase = Phase.draw("bench", entity, MANY, conflictPercent);
        resolver = new BareResolver(registry, TOPICS, entity, writable);
    }

    /** The making of the captured record is in it, and costs as much in every variant. */
    @Benchmark
    public Object process() throws IOException {
        return resolver.process(load.record(phase, write++));
    }
}
