package io.evobridge.registry;

/** What a new version of a schema may change, in the registry's words. */
public enum Compatibility {
    /** Anything. */
    NONE,
    /** Readers of the new version understand what was written with the last one. */
    BACKWARD,
    /** Readers of the new version understand what was written with any earlier one. */
    BACKWARD_TRANSITIVE,
    /** Readers of the last version understand what is written with the new one. */
    FORWARD,
    /** Readers of any earlier version understand what is written with the new one. */
    FORWARD_TRANSITIVE,
    /** {@link #BACKWARD} and {@link #FORWARD}. */
    FULL,
    /** {@link #BACKWARD_TRANSITIVE} and {@link #FORWARD_TRANSITIVE}. */
    FULL_TRANSITIVE
}
