package io.evobridge.sink.influxdb;

/** How dates and times are stored. */
enum TemporalMode {
    /** ISO 8601 text. */
    ISO,
    /** Integer: microseconds since 1970 UTC, or of the duration. */
    MICROS
}
