package io.evobridge.load;

import java.time.Duration;

/** How much processor time a process has used, its own children's not. */
public record ProcessorTime(Duration used, long atNanos) {

    /** Until now. */
    public static ProcessorTime of(long pid) {
        Duration used = ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("process " + pid + " does not run"));
        return new ProcessorTime(used, System.nanoTime());
    }

    /** Nanoseconds that the process has used since the earlier reading. */
    public long nanosSince(ProcessorTime earlier) {
        return used.minus(earlier.used).toNanos();
    }

    /** Per cent of one core that were used since the earlier reading. */
    public double percentSince(ProcessorTime earlier) {
        return 100.0 * nanosSince(earlier) / (atNanos - earlier.atNanos);
    }
}
