package io.evobridge.sink.common.config;

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

    /** The properties of one task: the connector's, and the task's number for its metrics. */
    public static Map<String, String> forTask(Map<String, String> properties, int number) {
        Map<String, String> task = new HashMap<>(properties);
        task.put(SinkConfig.TASK_NUMBER, Integer.toString(number));
        return task;
    }
}
