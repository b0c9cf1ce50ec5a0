package io.evobridge.sink.influxdb;

/** How decimals are stored; InfluxDB has no exact type for them. */
enum DecimalMode {
    /** 64-bit float: can be computed with, exact to 15 significant digits. */
    FLOAT,
    /** Text: exact, cannot be computed with. */
    STRING,
    /** Integer where the scale is 0 (an unsigned bigint for example), float otherwise. */
    INTEGER
}
