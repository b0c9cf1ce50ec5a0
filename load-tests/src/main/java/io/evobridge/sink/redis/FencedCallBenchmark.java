package io.evobridge.sink.redis;

import io.evobridge.load.jmh.ResolvedRecords;
import io.evobridge.sink.common.row.RecordReader;
import io.evobridge.sink.common.row.RowChange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a resolved record to the call of the function that fences it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FencedCallBenchmark {

    private final RedisSinkConfig config = new RedisSinkConfig(Map.of("connection.url", "redis://127.0.0.1:6379"));
    private final StateMapping mapping = config.stateMapping();
    private final RecordReader reader = new RecordReader(config.readingRules(), collection -> List.of());
    private final SinkRecord record = ResolvedRecords.customer();
    private final RowChange change = (RowChange) reader.read(record);

    @Benchmark
    public Object encode() {
        return mapping.call(change);
    }

    @Benchmark
    public Object readAndEncode() {
        return mapping.call((RowChange) reader.read(record));
    }
}
