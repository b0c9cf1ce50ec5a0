package io.evobridge.resolver.core.causality;

/** What to do with a commit time that is too far ahead to be believed. */
public enum DriftPolicy {
    /** Use the latest time that would be believed. */
    CLAMP,
    /** Refuse the write. */
    QUARANTINE,
    /** Believe it. */
    ACCEPT
}
