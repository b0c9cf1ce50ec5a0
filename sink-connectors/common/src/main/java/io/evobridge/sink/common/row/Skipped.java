package io.evobridge.sink.common.row;

/** A record that asks for nothing to be written: deletion while deletes are off, truncation, message. */
public enum Skipped implements Reading {
    DELETE_DISABLED,
    TRUNCATE,
    /** A tombstone that carries no key fields, or an event that is no change of a row. */
    NO_ROW
}
