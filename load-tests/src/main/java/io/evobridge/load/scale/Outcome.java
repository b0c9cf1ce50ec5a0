package io.evobridge.load.scale;

import org.HdrHistogram.Histogram;

/**
 * What keeping so many nodes in step cost. A copy is one write applied at one other node.
 *
 * @param copies that were made
 * @param overheadMicros processor time of everything but the writing of the row itself, for each copy
 * @param messages for each copy
 * @param busiest share of the time that the busiest worker was busy
 * @param visible time from the commit to a copy, microseconds
 */
public record Outcome(long copies, double overheadMicros, double messages, double busiest, Histogram visible) {

    public double visibleMillis(double percentile) {
        return visible.getValueAtPercentile(percentile) / 1_000.0;
    }
}
