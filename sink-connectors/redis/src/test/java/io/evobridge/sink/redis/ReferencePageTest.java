package io.evobridge.sink.redis;

import io.evobridge.sink.common.config.ReferencePage;
import io.evobridge.sink.common.config.ReferencePageContract;

class ReferencePageTest extends ReferencePageContract {

    private static final String INTRODUCTION = """
            # Redis sink

            `io.evobridge.sink.redis.RedisSinkConnector` keeps the state of each key of its topics in Redis. It needs Redis 7.0
            or later; single servers and Redis Cluster are tested, replicas and Sentinel are not.

            **Fence.** Every state has a version: the header `eb-seq` where the resolver wrote the record, else the Kafka offset.
            One server-side function writes a state only where no newer one was written before, so that nothing that is
            replayed, by a retry, a rebalance or rewound offsets, takes a key back. The version last written is in a companion
            key: `eb-fence{session:42}` for `session:42`, `eb-fence:cart:{42}` for `cart:{42}`, in the same slot of a cluster;
            readers of the keys themselves see nothing of it. A deletion leaves the companion for `delete.marker.ttl.ms`, and so
            does a key that expires. Give the server `maxmemory-policy noeviction`, or a `volatile-*` policy where keys
            have no time to live: an evicted fence fences no more. Offsets compare within one topic only: let two topics without
            `eb-seq` write different keys.

            **States.** A column is text: decimals in plain digits, dates and times in ISO 8601 (moments in UTC), bytes in
            Base64, bits as binary digits, arrays, maps and nested records as JSON. In form `hash` a null column is removed from
            the hash, and fields that are in no column stay. In form `json` numbers and booleans are JSON's own, and JSON
            columns are nested as they are. A key of another type is never overwritten: the record goes to the dead letter queue.

            **Outages.** While Redis is away, busy, loading, out of memory or a replica, the batch is tried again until it is taken.
            A key that somebody deletes by hand comes back with its next state. What Redis acknowledged counts as written, so let it
            keep that: `appendonly yes` with `appendfsync always`. With `everysec`, its default, a server that dies may come back without
            its last two seconds. Then send the states again: stop the connector, `DELETE /connectors/NAME/offsets`, resume it. It
            reads the resolved topics from their beginning; what Redis still has is fenced.

            **Rights.** An ACL user needs, on the keys of `key.pattern` and `fence.key.prefix`: `+fcall +fcall_ro
            +function|load +get +set +type +hset +hdel +unlink +pexpire +pexpireat +persist`, and in cluster mode
            `+cluster|slots`. Without `+function|load`, load the library once by hand:
            `redis-cli -x FUNCTION LOAD REPLACE < etc/evobridge.lua`. It is loaded again whenever it is missing or older.
            """;

    @Override
    protected String fileName() {
        return "redis-sink.md";
    }

    @Override
    protected String page() {
        return ReferencePage.of(INTRODUCTION, RedisSinkConfig.definition());
    }
}
