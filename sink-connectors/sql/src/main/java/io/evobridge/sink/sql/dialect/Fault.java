package io.evobridge.sink.sql.dialect;

/** What an error of a database means for the sink. */
public enum Fault {
    /** The connection is of no more use; a new one may work. */
    CONNECTION_LOST,
    /** Lock wait, deadlock, full disk, too many clients: the same again later. */
    BUSY,
    /** User, password or database are wrong. */
    NO_ENTRY,
    /** The user lacks a privilege. */
    NOT_PERMITTED,
    TABLE_MISSING,
    COLUMN_MISSING,
    DUPLICATE_COLUMN,
    /** A unique index holds the value already. */
    DUPLICATE_KEY,
    /** A value is refused. */
    DATA,
    /** Anything that a person has to mend. */
    FOR_GOOD
}
