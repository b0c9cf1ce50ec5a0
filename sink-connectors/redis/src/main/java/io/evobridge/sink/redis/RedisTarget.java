package io.evobridge.sink.redis;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

/** One server, or the servers of a cluster, with the connections of one task. */
final class RedisTarget implements AutoCloseable {

    /** A cluster's topology discovery uses a connection beside the one that writes. */
    private static final int CONNECTIONS_PER_NODE = 2;

    private static final int CLUSTER_ATTEMPTS = 3;

    private final UnifiedJedis client;
    private final Supplier<Collection<? extends Pool<Connection>>> nodes;

    private RedisTarget(UnifiedJedis client, Supplier<Collection<? extends Pool<Connection>>> nodes) {
        this.client = client;
        this.nodes = nodes;
    }

    /** Prepares connections; a server that is away shows here in cluster mode, else with the first call. */
    static RedisTarget open(RedisAddress address, JedisClientConfig connection) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS_PER_NODE);
        pool.setJmxEnabled(false);
        if (address.cluster()) {
            JedisCluster cluster = new JedisCluster(address.servers(), connection, CLUSTER_ATTEMPTS, pool);
            return new RedisTarget(cluster, () -> cluster.getClusterNodes().values());
        }
        JedisPooled single = new JedisPooled(address.servers().iterator().next(), connection, pool);
        return new RedisTarget(single, () -> List.of(single.getPool()));
    }

    /** Connection pools of every known server; in a cluster replicas too. */
    Collection<? extends Pool<Connection>> nodes() {
        return nodes.get();
    }

    AbstractPipeline pipelined() {
        return client.pipelined();
    }

    @Override
    public void close() {
        client.close();
    }
}
