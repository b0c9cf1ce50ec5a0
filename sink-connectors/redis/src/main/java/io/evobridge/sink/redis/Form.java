package io.evobridge.sink.redis;

import java.util.Locale;

/** How a state is kept at its key. */
enum Form {
    /** A hash, one field per column. */
    HASH("hash"),
    /** A string that holds one JSON object. */
    JSON("string"),
    /** A string that holds one column. */
    STRING("string");

    private final String redisType;

    Form(String redisType) {
        this.redisType = redisType;
    }

    static Form of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** What TYPE answers for a key of this form. */
    String redisType() {
        return redisType;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
