package io.evobridge.bridge;

import java.util.Locale;

/** A kind of database. */
public enum NodeType {
    MYSQL(3306, true),
    REDIS(6379, false),
    INFLUXDB(8086, false);

    private final int defaultPort;
    private final boolean capturable;

    NodeType(int defaultPort, boolean capturable) {
        this.defaultPort = defaultPort;
        this.capturable = capturable;
    }

    /** The port that applies where an address names none. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Every kind can be a sink; a source needs a log that can be captured. */
    boolean supports(Direction direction) {
        return direction == Direction.SINK || capturable;
    }

    /** The word in a bridge file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
