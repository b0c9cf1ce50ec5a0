package io.evobridge.sink.influxdb;

/** What happens to NaN and the infinities, which line protocol cannot carry. */
enum NonFiniteMode {
    /** The field is left out of the point. */
    DROP,
    /** The record is rejected. */
    REJECT
}
