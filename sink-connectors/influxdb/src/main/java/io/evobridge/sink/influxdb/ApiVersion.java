package io.evobridge.sink.influxdb;

/** The write API that the server is spoken to with. */
enum ApiVersion {
    /** {@code /write}: InfluxDB 1.x, and later versions in their compatible mode. */
    V1,
    /** {@code /api/v2/write}: InfluxDB 1.8 and later, VictoriaMetrics. */
    V2
}
