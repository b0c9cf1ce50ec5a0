package io.evobridge.load.jmh;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.HlcClock;
import io.evobridge.resolver.core.causality.VersionVector;
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

/** Clocks and version vectors of bridges of several sizes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CausalityBenchmark {

    private static final long MILLIS = 1_700_000_000_000L;

    @Param({"2", "16"})
    private int nodes;

    private HlcClock clock = new HlcClock(Hlc.of(MILLIS, 0));
    private VersionVector vector = VersionVector.EMPTY;
    private VersionVector other = VersionVector.EMPTY;
    private Dot dot = dot(0, 1);
    private long step;

    @Setup
    public void vectors() {
        for (int node = 0; node < nodes; node++) {
            vector = vector.with(dot(node, 100));
            other = other.with(dot(node, node % 2 == 0 ? 99 : 101));
        }
        dot = dot(nodes / 2, 100);
    }

    @Benchmark
    public HlcClock tick() {
        clock = clock.tick(MILLIS + step++ / 100);
        return clock;
    }

    @Benchmark
    public HlcClock receive() {
        clock = clock.receive(Hlc.of(MILLIS + step++, 3));
        return clock;
    }

    @Benchmark
    public VersionVector join() {
        return vector.join(other);
    }

    @Benchmark
    public boolean coversWrite() {
        return vector.covers(dot);
    }

    @Benchmark
    public boolean coversVector() {
        return vector.covers(other);
    }

    private static Dot dot(int node, long position) {
        return new Dot("node" + node, new LogPosition(position, 0));
    }
}
