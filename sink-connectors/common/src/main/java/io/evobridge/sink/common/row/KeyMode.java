package io.evobridge.sink.common.row;

import java.util.Locale;

/** Where the key of a row comes from: the values of {@code primary.key.mode}. */
public enum KeyMode {
    /** CANONICAL_KEY for records of the resolver (they carry the header {@code eb-seq}), else RECORD_KEY. */
    AUTO,
    /** The Kafka key is the text of a canonical key: {@code customer/42}. */
    CANONICAL_KEY,
    /** The Kafka key: a struct, a map, or one primitive. */
    RECORD_KEY,
    /** Fields of the value. */
    RECORD_VALUE,
    /** Topic, partition and offset: every record is a row of its own. */
    KAFKA;

    /** The mode of a configured value in any case. */
    public static KeyMode of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
