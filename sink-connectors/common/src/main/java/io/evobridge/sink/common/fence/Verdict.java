package io.evobridge.sink.common.fence;

/** What a sink does with one record for a writable node. */
public enum Verdict {
    /** The node provably holds this state. */
    SKIP,
    /** The row looks as the record expects: it becomes the record's state. */
    APPLY,
    /** The row holds a local write that the record did not know: it is left alone. */
    REFUSE
}
