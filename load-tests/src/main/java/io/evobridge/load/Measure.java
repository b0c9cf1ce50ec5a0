package io.evobridge.load;

import java.time.Duration;

/**
 * Something that is measured, in a JVM and a folder of its own. It starts the servers that it needs and stops them
 * again; what it leaves running ends with its JVM.
 */
public interface Measure {

    /** One word, as on the command line. */
    String name();

    /** What it answers, for the heading of its part of the report. */
    String question();

    /** Measures, and leaves figures and passed checks in the run. Any exception fails the measure. */
    void measure(MeasureRun run) throws Exception;

    /** It is ended by force after this time. */
    Duration limit(Size size);

    /** The largest heap of its JVM. */
    default int heapMegabytes() {
        return 1_024;
    }
}
