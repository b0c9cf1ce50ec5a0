package io.evobridge.sink.sql;

/** How a row is written: the values of {@code insert.mode}. */
enum InsertMode {
    /** Inserted, or updated where the key is there. */
    UPSERT,
    /** Inserted; a key that is there refuses the record. */
    INSERT,
    /** Updated; a key that is not there changes nothing. */
    UPDATE
}
