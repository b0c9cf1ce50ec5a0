package io.evobridge.sink.common.config;

import io.evobridge.sink.common.row.KeyMode;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** Where cross-field checks and connection tests leave their complaints. */
public final class ConfigChecks {

    private final Config config;

    public ConfigChecks(Config config) {
        this.config = config;
    }

    /** Puts a complaint on a key: what is wrong and what to do. */
    public void complain(String key, String message) {
        for (ConfigValue value : config.configValues()) {
            if (value.name().equals(key)) {
                value.addErrorMessage(message);
                return;
            }
        }
        throw new IllegalArgumentException("no such key: " + key);
    }

    /** The key mode that needs field names has them. */
    public void keyFields(Map<String, String> properties) {
        KeyMode mode = KeyMode.of(properties.getOrDefault(SinkConfig.PRIMARY_KEY_MODE, KeyMode.AUTO.toString()));
        if (mode == KeyMode.RECORD_VALUE
                && properties.getOrDefault(SinkConfig.PRIMARY_KEY_FIELDS, "").isBlank()) {
            complain(
                    SinkConfig.PRIMARY_KEY_FIELDS,
                    "primary.key.mode=record_value needs the names of the key fields, for example id");
        }
    }

    /** The properties of one task: the connector's, and the task's number for its metrics. */
    public static Map<String, String> forTask(Map<String, String> properties, int number) {
        Map<String, String> task = new HashMap<>(properties);
        task.put(SinkConfig.TASK_NUMBER, Integer.toString(number));
        return task;
    }
}
