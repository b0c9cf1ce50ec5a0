package io.evobridge.sink.influxdb;

/** What an answer of the server means for the points of the request. */
enum Verdict {
    /** All points are stored. */
    WRITTEN,
    /** At least one point was refused for what it holds; others of the request may be stored. */
    BAD_POINT,
    /** The request is larger than the server takes. */
    TOO_LARGE,
    /** The database does not exist. */
    NO_DATABASE,
    /** The server's disk is full; it takes points again as soon as there is room. */
    DISK_FULL,
    /** The server is busy or away; the same points can be sent again. */
    AWAY,
    /** The server will not take these points before a person changes something. */
    REFUSED
}
