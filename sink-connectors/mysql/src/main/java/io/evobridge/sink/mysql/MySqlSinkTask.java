package io.evobridge.sink.mysql;

import io.evobridge.sink.common.BatchingSinkTask;
import io.evobridge.sink.common.RowWriter;
import java.util.Map;

/** A task of the MySQL sink. */
public final class MySqlSinkTask extends BatchingSinkTask<MySqlSinkConfig> {

    @Override
    protected MySqlSinkConfig config(Map<String, String> properties) {
        return new MySqlSinkConfig(properties);
    }

    @Override
    protected RowWriter writer(MySqlSinkConfig config) {
        return new MySqlWriter(config);
    }
}
