package io.evobridge.sink.redis;

/**
 * When a key goes by itself, as the server-side function reads it.
 *
 * @param kind what happens to the key's time to live
 * @param millis milliseconds from now, or since 1970 UTC, by kind; 0 where the kind has no time
 */
record Expiry(Kind kind, long millis) {

    /** Leaves a time to live as it is, whoever set it. */
    static final Expiry KEEP = new Expiry(Kind.KEEP, 0);

    /** Takes a time to live away. */
    static final Expiry NEVER = new Expiry(Kind.NEVER, 0);

    /** What happens to the time to live of a key. */
    enum Kind {
        KEEP("keep"),
        NEVER("never"),
        AFTER("after"),
        AT("at");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static Expiry after(long millis) {
        return new Expiry(Kind.AFTER, millis);
    }

    static Expiry at(long epochMillis) {
        return new Expiry(Kind.AT, epochMillis);
    }
}
