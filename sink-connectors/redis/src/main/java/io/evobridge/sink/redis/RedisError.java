package io.evobridge.sink.redis;

import java.util.List;
import redis.clients.jedis.exceptions.JedisDataException;

/** What an error reply of Redis means for the records behind it. */
enum RedisError {
    /** The key or the value cannot be written: this record is refused, others go on. */
    RECORD("WRONGTYPE", "CROSSSLOT", "ERR string exceeds maximum allowed size"),
    /** The functions went with a restart, a failover or FUNCTION FLUSH: load them and write again. */
    FUNCTION_ABSENT("ERR Function not found"),
    /** A replica answered: the master is elsewhere, write again after looking for it. */
    READ_ONLY("READONLY"),
    /** The server has no functions. */
    TOO_OLD("ERR unknown command"),
    /** The server will be able later. */
    BUSY(
            "OOM",
            "LOADING",
            "CLUSTERDOWN",
            "TRYAGAIN",
            "MASTERDOWN",
            "MOVED",
            "ASK",
            "MISCONF",
            "NOREPLICAS",
            "BUSY",
            "UNBLOCKED",
            "ERR max number of clients reached",
            "ERR max number of clients + cluster"),
    /** The server refuses until somebody changes something. */
    PERMANENT();

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> starts;

    RedisError(String... starts) {
        this.starts = List.of(starts);
    }

    static RedisError of(JedisDataException reply) {
        String message = String.valueOf(reply.getMessage());
        for (RedisError kind : values()) {
            if (kind.starts.stream().anyMatch(message::startsWith)) {
                return kind;
            }
        }
        return PERMANENT;
    }
}
