/** The InfluxDB sink: one point per resolved change, over the v1 and v2 write APIs. */
@NullMarked
package io.evobridge.sink.influxdb;

import org.jspecify.annotations.NullMarked;
