package io.evobridge.sink.redis;

import io.evobridge.sink.common.BatchingSinkTask;
import io.evobridge.sink.common.RowWriter;
import java.util.Map;

/** Writes its partitions' changes to Redis. */
public final class RedisSinkTask extends BatchingSinkTask<RedisSinkConfig> {

    @Override
    protected RedisSinkConfig config(Map<String, String> properties) {
        return new RedisSinkConfig(properties);
    }

    @Override
    protected RowWriter writer(RedisSinkConfig config) {
        return new RedisWriter(config.stateMapping(), config.pipeline());
    }
}
