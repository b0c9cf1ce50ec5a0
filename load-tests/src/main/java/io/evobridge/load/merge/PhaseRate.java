package io.evobridge.load.merge;

/**
 * How fast a phase went.
 *
 * @param writes that were worked off
 * @param nanos wall time
 * @param processorNanos user and system time of the program, of all its threads
 */
record PhaseRate(long writes, long nanos, long processorNanos) {

    double perSecond() {
        return writes * 1e9 / Math.max(1, nanos);
    }

    double perProcessorSecond() {
        return writes * 1e9 / Math.max(1, processorNanos);
    }
}
