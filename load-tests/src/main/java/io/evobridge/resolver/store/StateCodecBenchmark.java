package io.evobridge.resolver.store;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Version;
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

/** The bytes of a key's state, with a row of 200 bytes for each concurrent version. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StateCodecBenchmark {

    @Param({"1", "2", "16"})
    private int versions;

    private KeyState state = KeyState.EMPTY;
    private byte[] bytes = new byte[0];

    @Setup
    public void state() {
        for (int node = 0; node < versions; node++) {
            Dot dot = new Dot("node" + node, new LogPosition(1_000 + node, 0));
            Version version = new Version(
                    dot,
                    Hlc.of(1_700_000_000_000L, node),
                    VersionVector.EMPTY,
                    1_700_000_000L,
                    new Image(1, new byte[200]));
            state = state.merge(version).state();
        }
        bytes = StateCodec.write(state);
    }

    @Benchmark
    public byte[] write() {
        return StateCodec.write(state);
    }

    @Benchmark
    public KeyState read() {
        return StateCodec.readState(bytes);
    }
}
