package io.evobridge.bridge;

/** What a database is in the bridge: where writes come from, where merged state goes, or both at once. */
public enum Direction {
    /** Its log is captured; nothing is written to it. */
    SOURCE,
    /** Merged state is written to it; its log is not read. */
    SINK,
    /** Written by applications and by the bridge: its log is captured, and merged state is written to it. */
    BOTH;

    /** Whether the database's log is captured. */
    public boolean isCaptured() {
        return this != SINK;
    }

    /** Whether merged state is written to the database. */
    public boolean isWritten() {
        return this != SOURCE;
    }
}
