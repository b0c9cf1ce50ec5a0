package io.evobridge.resolver.core.merge;

import io.evobridge.contract.LogPosition;
import io.evobridge.contract.RequestId;

/** Learns what became of writes through the API. Called by stream threads, so it must return at once. */
@FunctionalInterface
public interface WriteOutcomes {

    /** Nobody waits for them. */
    WriteOutcomes NOBODY = (request, outcome) -> {};

    void became(RequestId request, WriteOutcome outcome);

    /**
     * What became of a write.
     *
     * @param position of the write that stands for the request in the log of the API
     * @param reason why a write was quarantined; empty for the others
     */
    record WriteOutcome(Kind kind, LogPosition position, String reason) {

        public static WriteOutcome of(Kind kind, LogPosition position) {
            return new WriteOutcome(kind, position, "");
        }
    }

    /** Kinds of outcomes. */
    enum Kind {
        /** It is part of the key's state. */
        TAKEN,
        /** The request had been written before, at the position that is told; nothing was changed. */
        REPEATED,
        /** The key holds a write of the API that the writer had not seen; nothing was changed. */
        UNSEEN,
        /** It could not be accepted. */
        QUARANTINED
    }
}
