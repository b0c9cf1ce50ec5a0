package io.evobridge.sink.common;

import io.evobridge.sink.common.config.ConfigChecks;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkConnector;

/** What all sink connectors share: the life cycle, and a validation that puts every complaint on the key it concerns. */
public abstract class BridgeSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    /**
     * Checks what single validators cannot: keys against each other, and whether the target answers. Called only when
     * every single value is valid.
     */
    protected abstract void check(Map<String, String> properties, ConfigChecks checks);

    @Override
    public String version() {
        return SinkVersion.VERSION;
    }

    /** The configuration that the connector runs with. */
    protected final Map<String, String> properties() {
        return properties;
    }

    @Override
    public void start(Map<String, String> given) {
        Config config = new Config(config().validate(given));
        config.configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .findFirst()
                .ifPresent(value -> {
                    throw new ConfigException(String.join("; ", value.errorMessages()));
                });
        properties = Map.copyOf(given);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return java.util.stream.IntStream.range(0, maxTasks)
                .mapToObj(number -> ConfigChecks.forTask(properties, number))
                .toList();
    }

    @Override
    public Config validate(Map<String, String> given) {
        Config config = super.validate(given);
        if (config.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            ConfigChecks checks = new ConfigChecks(config);
            checks.keyFields(given);
            check(given, checks);
        }
        return config;
    }

    @Override
    public void stop() {
        properties = Map.of();
    }
}
