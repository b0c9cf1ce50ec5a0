package io.evobridge.resolver.wire;

import io.evobridge.resolver.core.causality.VersionVector;
import java.util.List;

/**
 * What one transaction of a sink did to the keys of its batch.
 *
 * @param applied rows that hold the resolved state from here on
 * @param refused rows that were left alone
 */
public record SinkEvidence(List<Applied> applied, List<Refused> refused) {

    /** Of a sink that tells nothing. */
    public static final SinkEvidence NONE = new SinkEvidence(List.of(), List.of());

    public SinkEvidence {
        applied = List.copyOf(applied);
        refused = List.copyOf(refused);
    }

    /**
     * A row that was written.
     *
     * @param key canonical key text
     * @param seen every write that the state contained or replaced
     * @param print fingerprint of the row as written
     */
    public record Applied(String key, VersionVector seen, long print) {}

    /**
     * A row that was not as expected.
     *
     * @param key canonical key text
     * @param print fingerprint of the row as found
     * @param knew how much of the log the refused record knew: sequence of a marker, -1 for none
     */
    public record Refused(String key, long print, long knew) {}
}
