package io.evobridge.sink.redis;

import io.evobridge.sink.common.BridgeSinkConnector;
import io.evobridge.sink.common.config.ConfigChecks;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** Keeps the states of topics in Redis, as hashes, JSON or strings, and never goes back to an older one. */
public final class RedisSinkConnector extends BridgeSinkConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return RedisSinkTask.class;
    }

    @Override
    public ConfigDef config() {
        return RedisSinkConfig.definition();
    }

    @Override
    protected void check(Map<String, String> properties, ConfigChecks checks) {
        RedisSinkConfig config = new RedisSinkConfig(properties);
        checkForm(config, checks);
        checkPattern(config, checks);
        checkConnection(config, checks);
    }

    private static void checkForm(RedisSinkConfig config, ConfigChecks checks) {
        try {
            config.stateForm();
        } catch (ConfigException e) {
            checks.complain(RedisSinkConfig.STRING_FIELD, String.valueOf(e.getMessage()));
        }
    }

    /** A deletion has no fields but the key's, and on canonical keys only primary.key.fields tells their names. */
    private static void checkPattern(RedisSinkConfig config, ConfigChecks checks) {
        Set<String> unknown = new TreeSet<>(config.keyPattern().names());
        unknown.removeAll(config.keyFieldNames());
        if (!unknown.isEmpty() && config.deletesByCanonicalKey()) {
            checks.complain(
                    RedisSinkConfig.KEY_PATTERN,
                    "key.pattern names " + unknown + ", which a deletion has only as key fields: list all key fields in"
                            + " primary.key.fields, use {key} or {0}, or set delete.enabled=false");
        }
    }

    private static void checkConnection(RedisSinkConfig config, ConfigChecks checks) {
        try {
            config.connection().address();
        } catch (ConfigException e) {
            checks.complain(RedisConnectionConfig.URL, String.valueOf(e.getMessage()));
            return;
        }
        try (FencedPipeline pipeline = config.pipeline()) {
            pipeline.connect();
        } catch (ConfigException e) {
            checks.complain(RedisConnectionConfig.TRUSTSTORE, String.valueOf(e.getMessage()));
        } catch (RetriableException e) {
            checks.complain(
                    RedisConnectionConfig.URL,
                    "no answer that allows writing; check that Redis runs there and is a master: " + e.getMessage());
        } catch (ConnectException e) {
            checks.complain(RedisConnectionConfig.PASSWORD, String.valueOf(e.getMessage()));
        }
    }
}
