package io.evobridge.sink.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.Pool;

/** The functions of {@code evobridge.lua} on the servers of a target: looked up, and loaded where they are absent or old. */
final class FunctionLibrary {

    /** Version that {@code evobridge.lua} states; newer servers-side ones keep its functions. */
    static final int VERSION = 2;

    private static final Logger LOG = LoggerFactory.getLogger(FunctionLibrary.class);
    private static final String RESOURCE = "evobridge.lua";

    private final String code;

    FunctionLibrary(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static FunctionLibrary bundled() {
        try (InputStream in = FunctionLibrary.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the archive");
            }
            return new FunctionLibrary(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes sure that every master of the target has the functions. Throws Jedis's exceptions for outages. */
    void ensure(RedisTarget target) {
        for (Pool<Connection> node : target.nodes()) {
            try (Connection connection = node.getResource()) {
                ensure(connection);
            }
        }
    }

    private void ensure(Connection connection) {
        int found = versionOn(connection);
        if (found >= VERSION) {
            return;
        }
        try {
            connection.executeCommand(new CommandArguments(Command.FUNCTION)
                    .add("LOAD")
                    .add("REPLACE")
                    .add(code));
        } catch (JedisAccessControlException e) {
            throw new ConnectException(
                    "The Redis user may not load functions: grant +function|load, or load evobridge.lua of the plugin"
                            + " archive's etc/ by hand (redis-cli -x FUNCTION LOAD REPLACE < evobridge.lua)",
                    e);
        } catch (JedisDataException e) {
            // A replica gets the library from its master.
            if (RedisError.of(e) == RedisError.READ_ONLY && found == 0) {
                return;
            }
            throw e;
        }
        LOG.info("msg=\"function library loaded\" library=evobridge version={} replaced={}", VERSION, found);
    }

    /** 0 when the library is absent. */
    private static int versionOn(Connection connection) {
        try {
            Object answer = connection.executeCommand(new CommandArguments(Command.FCALL_RO)
                    .add("evobridge_version")
                    .add("0"));
            return answer instanceof Long version ? Math.toIntExact(version) : 0;
        } catch (JedisDataException e) {
            if (RedisError.of(e) == RedisError.FUNCTION_ABSENT) {
                return 0;
            }
            if (RedisError.of(e) == RedisError.TOO_OLD) {
                throw new ConnectException("The fence needs server-side functions: use Redis 7.0 or later", e);
            }
            throw e;
        }
    }
}
