package io.evobridge.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long the resolver may wait before it answers. */
final class TimeoutOption {

    /** Beyond the time that the resolver is given. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

    @Option(
            names = "--timeout",
            paramLabel = "MILLISECONDS",
            description = "How long to wait (default: ${DEFAULT-VALUE}).")
    private long millis;

    TimeoutOption(long defaultMillis) {
        this.millis = defaultMillis;
    }

    /** As a parameter of the API. */
    String parameter() {
        return "timeout.ms=" + millis;
    }

    /** How long the answer may take to come. */
    Duration patience() {
        return Duration.ofMillis(millis).plus(ON_THE_WAY);
    }
}
