package io.evobridge.sink.mysql;

import io.evobridge.sink.common.BridgeSinkConnector;
import io.evobridge.sink.common.config.ConfigChecks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.jspecify.annotations.Nullable;

/** Writes records into tables of MySQL, exactly once. */
public final class MySqlSinkConnector extends BridgeSinkConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return MySqlSinkTask.class;
    }

    @Override
    public ConfigDef config() {
        return MySqlSinkConfig.mySqlDefinition();
    }

    @Override
    protected void check(Map<String, String> properties, ConfigChecks checks) {
        MySqlSinkConfig config = new MySqlSinkConfig(properties);
        try {
            Connections.open(config).close();
        } catch (SQLException e) {
            String key = e.getErrorCode() == MySqlErrors.ACCESS_DENIED
                    ? MySqlSinkConfig.CONNECTION_PASSWORD
                    : MySqlSinkConfig.CONNECTION_URL;
            checks.complain(key, "MySQL cannot be reached with this: " + MySqlErrors.describe(e));
        }
    }

    /** Moves the progress markers, which are this connector's offsets. */
    @Override
    public boolean alterOffsets(Map<String, String> properties, Map<TopicPartition, @Nullable Long> offsets) {
        MySqlSinkConfig config = new MySqlSinkConfig(properties);
        config.progressTable().ifPresent(table -> alter(config, new ProgressTable(table), offsets));
        return true;
    }

    private static void alter(
            MySqlSinkConfig config, ProgressTable progress, Map<TopicPartition, @Nullable Long> offsets) {
        try (Connection connection = Connections.open(config)) {
            progress.create(connection);
            for (Map.Entry<TopicPartition, @Nullable Long> entry : offsets.entrySet()) {
                progress.reset(connection, entry.getKey(), entry.getValue());
            }
            connection.commit();
        } catch (SQLException e) {
            throw MySqlErrors.of(e);
        }
    }
}
