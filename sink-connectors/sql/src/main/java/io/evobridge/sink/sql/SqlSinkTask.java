package io.evobridge.sink.sql;

import io.evobridge.sink.common.BatchingSinkTask;
import io.evobridge.sink.common.RowWriter;
import java.util.Map;

/** A task of the SQL sink. */
public final class SqlSinkTask extends BatchingSinkTask<SqlSinkConfig> {

    @Override
    protected SqlSinkConfig config(Map<String, String> properties) {
        return new SqlSinkConfig(properties);
    }

    @Override
    protected RowWriter writer(SqlSinkConfig config) {
        return new SqlWriter(config);
    }
}
