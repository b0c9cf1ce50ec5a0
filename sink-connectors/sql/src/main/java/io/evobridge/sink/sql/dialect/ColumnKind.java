package io.evobridge.sink.sql.dialect;

/** What the values of a column are, whatever the database calls its type. */
public enum ColumnKind {
    BOOLEAN,
    /** Whole numbers, decimals, years. */
    NUMBER,
    FLOAT32,
    FLOAT64,
    /** Characters, also enumerations and sets. */
    TEXT,
    JSON,
    BYTES,
    BITS,
    DATE,
    /** Time of day, or MySQL's TIME, which may be negative or over 24 hours. */
    TIME,
    /** Without a zone. */
    TIMESTAMP,
    /** A moment. */
    ZONED_TIMESTAMP,
    INTERVAL,
    ARRAY,
    GEOMETRY,
    /** Anything that has a text form and no better name here. */
    OTHER
}
