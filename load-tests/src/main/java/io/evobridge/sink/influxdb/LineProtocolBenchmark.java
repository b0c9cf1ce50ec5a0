package io.evobridge.sink.influxdb;

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

/** From a resolved record to a line of InfluxDB's line protocol. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LineProtocolBenchmark {

    private final InfluxDbSinkConfig config =
            new InfluxDbSinkConfig(Map.of("connection.url", "http://127.0.0.1:8086", "database", "history"));
    private final PointEncoder encoder = config.pointEncoder();
    private final RecordReader reader = new RecordReader(config.readingRules(), collection -> List.of());
    private final SinkRecord record = ResolvedRecords.customer();
    private final RowChange change = (RowChange) reader.read(record);

    @Benchmark
    public String encode() {
        return encoder.line(change);
    }

    @Benchmark
    public String readAndEncode() {
        return encoder.line((RowChange) reader.read(record));
    }
}
