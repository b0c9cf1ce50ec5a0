package io.evobridge.contract;

/** Names of the record headers. Every value is UTF-8 text. */
public final class Headers {

    /** On resolved and changes: {@link Hlc} of the version that won. */
    public static final String HLC = "eb-hlc";

    /** On resolved: node where the winning version was written. */
    public static final String ORIGIN = "eb-origin";

    /**
     * On resolved: version of the key's state, 16 hexadecimal digits shaped like an {@link Hlc}. It grows with every
     * change of the state, so a target that keeps the greatest one it applied cannot go back. Equal means the same
     * state, sent again.
     */
    public static final String SEQUENCE = "eb-seq";

    /** On resolved: {@link LogPosition} of the winning version in its origin's log. */
    public static final String POSITION = "eb-position";

    /** On resolved: commit time of the winning version at its origin, decimal microseconds since 1970 UTC. */
    public static final String COMMIT_MICROS = "eb-commit-us";

    /** On quarantine: one sentence that says what could not be understood and what to do. */
    public static final String REASON = "eb-reason";

    /** On quarantine: which step refused the record, see {@link QuarantineStage}. */
    public static final String STAGE = "eb-stage";

    /** On quarantine: where the record stood, as topic-partition@offset, or the source position. */
    public static final String SOURCE = "eb-source";

    /** On quarantine: class name of the exception, absent where there was none. */
    public static final String EXCEPTION = "eb-exception";

    private Headers() {}
}
