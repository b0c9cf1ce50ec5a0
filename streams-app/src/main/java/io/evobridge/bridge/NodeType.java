package io.evobridge.bridge;

import java.util.Locale;

/** A kind of database. */
public enum NodeType {
    MYSQL(3306, true),
    MARIADB(3306, true),
    POSTGRESQL(5432, true),
    REDIS(6379, false),
    INFLUXDB(8086, false);

    private final int defaultPort;
    private final boolean sql;

    NodeType(int defaultPort, boolean sql) {
        this.defaultPort = defaultPort;
        this.sql = sql;
    }

    /** The port that applies where an address names none. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether its entities are rows of tables, spoken to through JDBC. */
    public boolean isSql() {
        return sql;
    }

    /** Every kind can be a sink; a source needs a log that can be captured, which those with SQL have. */
    boolean supports(Direction direction) {
        return direction == Direction.SINK || sql;
    }

    /** The word in a bridge file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
