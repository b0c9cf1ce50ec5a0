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

    /**
     * On resolved: version vector of every write that the state contains or replaced, see {@link SeenText}. A sink hands
     * it back unchanged in its {@link Evidence}. On captured, of a write that came through the API: what its writer had
     * seen of the key.
     */
    public static final String SEEN = "eb-seen";

    /** On resolved: names of the nodes, joined by ',', that provably hold this state already; their sinks skip it. */
    public static final String HOLDS = "eb-holds";

    /**
     * On resolved, followed by the name of a writable node: {@link RowFingerprint} of the row as that node's log last
     * showed it, 16 hexadecimal digits. A sink overwrites a row of that node only where it still looks so.
     */
    public static final String KNOWN_PREFIX = "eb-known-";

    /**
     * On resolved, beside {@link #KNOWN_PREFIX} and followed by the same name: sequence of the last marker of this topic
     * and partition that had been read in that node's log, decimal, -1 for none. What a sink wrote with a later marker,
     * the fingerprint does not show.
     */
    public static final String MARKED_PREFIX = "eb-marked-";

    /** On captured, of a write that came through the API: its {@link RequestId}. */
    public static final String REQUEST = "eb-request";

    /**
     * On captured, of a write that came through the API: {@code true} where the write counts only if {@link #SEEN} has all
     * earlier writes of the API to the key.
     */
    public static final String IF_SEEN = "eb-if-seen";

    /** On quarantine: one sentence that says what could not be understood and what to do. */
    public static final String REASON = "eb-reason";

    /** On quarantine: which step refused the record, see {@link QuarantineStage}. */
    public static final String STAGE = "eb-stage";

    /** On quarantine: where the record stood, as topic-partition@offset, or the source position. */
    public static final String SOURCE = "eb-source";

    /** On quarantine: class name of the exception, absent where there was none. */
    public static final String EXCEPTION = "eb-exception";

    /**
     * On quarantine, of a record that says what was done about an earlier one in the same partition: that one's
     * partition-offset. Its reason is in {@link #REASON}.
     */
    public static final String HANDLED = "eb-handled";

    /** Beside {@link #HANDLED}: replay or drop. */
    public static final String ACTION = "eb-action";

    /** Beside {@link #HANDLED}: who did it, as far as that is known. */
    public static final String BY = "eb-by";

    private Headers() {}
}
