package io.evobridge.resolver.query;

/** What a client of the query API may do; each role includes the ones before it. */
public enum Role {
    /** Look at everything. */
    READ,
    /** Change how the bridge runs. */
    OPERATE
}
