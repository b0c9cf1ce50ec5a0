package io.evobridge.compose.torture.history;

import java.util.Locale;

/** What an operation does. */
public enum Action {
    /** Reads a field. */
    READ,
    /** Replaces a field's text by one that nobody else writes. */
    WRITE,
    /** Deletes a row. */
    DELETE,
    /** Inserts a row that nobody else inserts. */
    ADD,
    /** Adds a number to a field. */
    INCREMENT,
    /** Moves an amount from one row to another. */
    TRANSFER,
    /** Adds a word, which nobody else adds, to the end of a text. */
    APPEND;

    /** Jepsen's {@code :f}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
