package io.evobridge.sink.influxdb;

import io.evobridge.sink.common.BatchingSinkTask;
import io.evobridge.sink.common.RowWriter;
import java.time.Clock;
import java.util.Map;

/** The shared task with an {@link InfluxDbWriter}. */
public final class InfluxDbSinkTask extends BatchingSinkTask<InfluxDbSinkConfig> {

    @Override
    protected InfluxDbSinkConfig config(Map<String, String> properties) {
        return new InfluxDbSinkConfig(properties);
    }

    @Override
    protected RowWriter writer(InfluxDbSinkConfig config) {
        return new InfluxDbWriter(
                new InfluxDbHttp(config, Clock.systemUTC()), config.pointEncoder(), config.creatableDatabase());
    }
}
