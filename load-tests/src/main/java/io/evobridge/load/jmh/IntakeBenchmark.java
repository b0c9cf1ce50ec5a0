package io.evobridge.load.jmh;

import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.DriftLimit;
import io.evobridge.resolver.core.causality.DriftPolicy;
import io.evobridge.resolver.core.causality.LogClock;
import io.evobridge.resolver.core.merge.Image;
import io.evobridge.resolver.core.merge.Intake;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.Taken;
import io.evobridge.resolver.core.merge.Write;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the pure part of a merge costs: stamp a write and take it into the state of its key. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IntakeBenchmark {

    private static final long COMMIT_MICROS = 1_700_000_000_000_000L;

    private final Intake intake = new Intake(new DriftLimit(60_000, DriftPolicy.CLAMP));
    private final Image image = new Image(1, new byte[200]);
    private KeyState key = KeyState.EMPTY;
    private LogClock log = LogClock.START;
    private long position;

    /** A write of the node that wrote the key before: it replaces the version that is there. */
    @Benchmark
    public Taken nextWriteOfTheSameNode() {
        position++;
        Write write = new Write(
                new Dot("shop", new LogPosition(1, position)),
                COMMIT_MICROS + position,
                key.seen().only("shop"),
                image);
        Taken taken = intake.take(key, log, write, COMMIT_MICROS / 1_000);
        taken.outcome().ifPresent(outcome -> key = outcome.state());
        log = taken.log();
        return taken;
    }
}
