package io.evobridge.contract;

/** The step that put a record into quarantine: the value of {@link Headers#STAGE}. */
public enum QuarantineStage {
    /** The source side could not turn a captured row into a change event. The value is the original as JSON with schema. */
    NORMALIZE("normalize"),
    /** The resolver could not read or accept a captured record. The value is the captured record, byte for byte. */
    RESOLVE("resolve");

    private final String text;

    QuarantineStage(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
