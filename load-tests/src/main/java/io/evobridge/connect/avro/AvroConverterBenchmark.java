package io.evobridge.connect.avro;

import static java.util.Objects.requireNonNull;

import io.evobridge.load.jmh.CapturedRow;
import io.evobridge.load.jmh.MemoryRegistry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A change event with two rows of ten columns, to Avro and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AvroConverterBenchmark {

    private static final String TOPIC = "trading.captured.shop";

    private final AvroConverter converter = new AvroConverter(new MemoryRegistry());
    private final SourceRecord event =
            requireNonNull(CapturedRow.transformation().apply(CapturedRow.captured()));
    private byte[] bytes = new byte[0];

    @Setup
    public void start() {
        // Nobody asks that registry: the converter has one of its own.
        converter.configure(Map.of("registry.url", "http://localhost:1", "registry.group", "trading"), false);
        bytes = write();
    }

    @Benchmark
    public byte[] write() {
        return requireNonNull(converter.fromConnectData(TOPIC, event.valueSchema(), event.value()));
    }

    @Benchmark
    public SchemaAndValue read() {
        return converter.toConnectData(TOPIC, bytes);
    }
}
