package io.evobridge.sink.sql;

import io.evobridge.sink.common.BridgeSinkConnector;
import io.evobridge.sink.common.config.ConfigChecks;
import io.evobridge.sink.common.row.KeyMode;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.jspecify.annotations.Nullable;

/** Writes records into tables of MySQL, MariaDB or PostgreSQL, exactly once. */
public final class SqlSinkConnector extends BridgeSinkConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return SqlSinkTask.class;
    }

    @Override
    public ConfigDef config() {
        return SqlSinkConfig.sqlDefinition();
    }

    @Override
    protected void check(Map<String, String> properties, ConfigChecks checks) {
        SqlSinkConfig config = new SqlSinkConfig(properties);
        checkFence(config, checks);
        Dialect dialect = config.dialect();
        try {
            dialect.connect(config.login()).close();
        } catch (SQLException e) {
            boolean refused = String.valueOf(e.getSQLState()).startsWith("28");
            checks.complain(
                    refused ? SqlSinkConfig.CONNECTION_PASSWORD : SqlSinkConfig.CONNECTION_URL,
                    dialect.product() + " cannot be reached with this: " + dialect.describe(e));
        }
    }

    private static void checkFence(SqlSinkConfig config, ConfigChecks checks) {
        if (config.fenceNode().isEmpty()) {
            return;
        } else if (config.progressTable().isEmpty()) {
            checks.complain(
                    SqlSinkConfig.PROGRESS_ENABLED,
                    "fence.node tells the resolver through the progress marker what the database had seen; set"
                            + " progress.enabled=true");
        }
        if (config.insertMode() != InsertMode.UPSERT) {
            checks.complain(SqlSinkConfig.INSERT_MODE, "fence.node needs insert.mode=upsert");
        }
        KeyMode mode = config.readingRules().keyMode();
        if (mode != KeyMode.AUTO && mode != KeyMode.CANONICAL_KEY) {
            checks.complain(
                    SqlSinkConfig.PRIMARY_KEY_MODE,
                    "fence.node needs the keys of resolved records; set primary.key.mode=canonical_key");
        }
    }

    /** Moves the progress markers, which are this connector's offsets. */
    @Override
    public boolean alterOffsets(Map<String, String> properties, Map<TopicPartition, @Nullable Long> offsets) {
        SqlSinkConfig config = new SqlSinkConfig(properties);
        config.progressTable().ifPresent(table -> alter(config, new ProgressTable(config.dialect(), table), offsets));
        return true;
    }

    private static void alter(
            SqlSinkConfig config, ProgressTable progress, Map<TopicPartition, @Nullable Long> offsets) {
        try (Connection connection = config.dialect().connect(config.login())) {
            progress.create(connection);
            for (Map.Entry<TopicPartition, @Nullable Long> entry : offsets.entrySet()) {
                progress.reset(connection, entry.getKey(), entry.getValue());
            }
            connection.commit();
        } catch (SQLException e) {
            throw SqlErrors.of(config.dialect(), e);
        }
    }
}
