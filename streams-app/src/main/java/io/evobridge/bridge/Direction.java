package io.evobridge.bridge;

/** What a database is in the bridge: where writes come from, where merged state goes. */
public enum Direction {
    SOURCE,
    SINK
}
