package io.evobridge.load;

import io.evobridge.load.capture.CaptureMeasure;
import io.evobridge.load.jmh.JmhMeasure;
import io.evobridge.load.merge.MemoryMeasure;
import io.evobridge.load.merge.ResolverMeasure;
import io.evobridge.load.merge.ScaleMeasure;
import io.evobridge.load.path.LatencyMeasure;
import io.evobridge.load.path.ThroughputMeasure;
import io.evobridge.load.sinks.SinksMeasure;
import java.util.List;

/** Every measure, in the order in which they run. */
final class Measures {

    static final List<Measure> ALL = List.of(
            new LatencyMeasure(),
            new SinksMeasure(),
            new CaptureMeasure(),
            new ThroughputMeasure(),
            new ResolverMeasure(),
            new MemoryMeasure(),
            new ScaleMeasure(),
            new JmhMeasure());

    private Measures() {}

    static Measure named(String name) {
        return ALL.stream()
                .filter(measure -> measure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no measure is named '" + name + "'; there are "
                        + ALL.stream().map(Measure::name).toList()));
    }
}
