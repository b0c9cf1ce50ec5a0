package io.evobridge.sink.redis;

import org.jspecify.annotations.Nullable;

/**
 * What Redis answered to a {@link FencedCall}.
 *
 * @param kind what became of the state
 * @param reason why it was refused; null otherwise
 */
record Reply(Kind kind, @Nullable String reason) {

    static final Reply APPLIED = new Reply(Kind.APPLIED, null);
    static final Reply FENCED = new Reply(Kind.FENCED, null);

    /** What became of the state. */
    enum Kind {
        /** It is there. */
        APPLIED,
        /** A newer one had been written before. */
        FENCED,
        /** It cannot be written and never will. */
        REFUSED
    }

    static Reply refused(String reason) {
        return new Reply(Kind.REFUSED, reason);
    }
}
