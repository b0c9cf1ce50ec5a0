package io.evobridge.compose.demo;

import io.evobridge.compose.demo.Write.RowId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** Reads the revisions of pending rows from their Redis hashes. */
final class RedisLook implements Watchers.Look {

    private static final Map<String, String> KEY_PREFIXES = Map.of("customer", "customer:", "trade_order", "order:");

    private final String host;
    private final int port;
    private final Visibility visibility;
    private Jedis jedis;

    RedisLook(String host, int port, Visibility visibility) {
        this.host = host;
        this.port = port;
        this.visibility = visibility;
        this.jedis = new Jedis(host, port);
    }

    @Override
    public void look() {
        if (jedis.isBroken()) {
            jedis.close();
            jedis = new Jedis(host, port);
        }
        Set<RowId> rows = visibility.pendingRows();
        Map<RowId, Response<String>> answers = new HashMap<>();
        Pipeline pipeline = jedis.pipelined();
        for (RowId row : rows) {
            answers.put(row, pipeline.hget(KEY_PREFIXES.get(row.entity()) + row.id(), "revision"));
        }
        pipeline.sync();
        long nowNanos = System.nanoTime();
        answers.forEach((row, answer) -> {
            String revision = answer.get();
            if (revision != null) {
                visibility.seen(row, Long.parseLong(revision), nowNanos);
            }
        });
    }
}
