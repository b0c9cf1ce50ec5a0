package io.evobridge.load.path;

import java.util.Random;
import org.HdrHistogram.Histogram;

/** The latency of steps one after another, when each takes what it was measured to take alone. */
final class Floor {

    private static final int DRAWS = 200_000;

    private Floor() {}

    /** The distribution of the sum of independent draws from each, in microseconds. */
    static Histogram of(Histogram... steps) {
        Random random = new Random(1);
        Histogram sum = new Histogram(3_600_000_000L, 3);
        long[][] values = new long[steps.length][];
        for (int step = 0; step < steps.length; step++) {
            values[step] = values(steps[step]);
        }
        for (int draw = 0; draw < DRAWS; draw++) {
            long micros = 0;
            for (long[] step : values) {
                micros += step[random.nextInt(step.length)];
            }
            sum.recordValue(micros);
        }
        return sum;
    }

    /** The values at evenly spaced ranks: as good as all of them for drawing. */
    private static long[] values(Histogram histogram) {
        long[] values = new long[10_000];
        for (int rank = 0; rank < values.length; rank++) {
            values[rank] = histogram.getValueAtPercentile((rank + 0.5) * 100.0 / values.length);
        }
        return values;
    }
}
