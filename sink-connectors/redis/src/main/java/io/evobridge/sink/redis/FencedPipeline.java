package io.evobridge.sink.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Sends calls to Redis in one round trip and tells what became of each. Connects when it is first used and again after every
 * outage; loads the functions when it connects and whenever a server has lost them.
 */
final class FencedPipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FencedPipeline.class);

    private final Supplier<RedisTarget> connect;
    private final FunctionLibrary library;
    private final FenceKey fence;
    private @Nullable RedisTarget target;

    FencedPipeline(Supplier<RedisTarget> connect, FunctionLibrary library, FenceKey fence) {
        this.connect = connect;
        this.library = library;
        this.fence = fence;
    }

    /** Connects and loads the functions, where that was not done; throws as {@link #apply}. */
    void connect() {
        guarded(this::connected);
    }

    /**
     * Sends the calls in their order; the reply to each stands at its place.
     *
     * @throws RetriableException when Redis was away or busy; any of the calls may have been applied
     * @throws ConnectException when Redis refuses until somebody changes something
     */
    List<Reply> apply(List<FencedCall> calls) {
        return calls.isEmpty() ? List.of() : guarded(() -> applyOn(connected(), calls));
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (JedisAccessControlException e) {
            close();
            throw new ConnectException(
                    "Redis refuses the user: check connection.username and connection.password, and that its ACL allows"
                            + " what docs/reference/redis-sink.md lists, on the keys of key.pattern and"
                            + " fence.key.prefix (" + e.getMessage() + ")",
                    e);
        } catch (JedisDataException e) {
            close();
            throw failure(e);
        } catch (JedisException | IllegalStateException e) {
            // A cluster's pipeline leaves the replies of an unreachable node unset: IllegalStateException.
            close();
            throw new RetriableException("Redis is away: " + e.getMessage(), e);
        }
    }

    private List<Reply> applyOn(RedisTarget redis, List<FencedCall> calls) {
        List<Response<Object>> responses = send(redis, calls);
        List<FencedCall> again = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Reply> replies = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            Reply reply = reply(responses.get(i));
            if (reply == null) {
                again.add(calls.get(i));
                places.add(i);
                reply = Reply.FENCED;
            }
            replies.add(reply);
        }
        if (!again.isEmpty()) {
            LOG.info("msg=\"function library lost, loading it again\" calls={}", again.size());
            library.ensure(redis);
            List<Response<Object>> second = send(redis, again);
            for (int i = 0; i < again.size(); i++) {
                Reply reply = reply(second.get(i));
                if (reply == null) {
                    throw new RetriableException("Redis lost the function library again while it was being used");
                }
                replies.set(places.get(i), reply);
            }
        }
        return replies;
    }

    private List<Response<Object>> send(RedisTarget redis, List<FencedCall> calls) {
        List<Response<Object>> responses = new ArrayList<>(calls.size());
        try (AbstractPipeline pipeline = redis.pipelined()) {
            for (FencedCall call : calls) {
                responses.add(
                        pipeline.fcall(call.function(), List.of(call.key(), fence.of(call.key())), call.arguments()));
            }
            pipeline.sync();
        }
        return responses;
    }

    /** Null when the server does not have the function. */
    private static @Nullable Reply reply(Response<Object> response) {
        try {
            return Long.valueOf(1).equals(response.get()) ? Reply.APPLIED : Reply.FENCED;
        } catch (JedisDataException e) {
            return switch (RedisError.of(e)) {
                case RECORD -> Reply.refused(String.valueOf(e.getMessage()));
                case FUNCTION_ABSENT -> null;
                default -> throw e;
            };
        }
    }

    private static RuntimeException failure(JedisDataException e) {
        return switch (RedisError.of(e)) {
            case BUSY, READ_ONLY, FUNCTION_ABSENT ->
                new RetriableException("Redis takes no writes at present: " + e.getMessage(), e);
            default ->
                new ConnectException(
                        "Redis refuses to write; mend what it names and restart the task: " + e.getMessage(), e);
        };
    }

    private RedisTarget connected() {
        RedisTarget present = target;
        if (present != null) {
            return present;
        }
        RedisTarget opened = connect.get();
        try {
            library.ensure(opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        target = opened;
        return opened;
    }

    /** Drops the connections; the next call connects again. */
    @Override
    public void close() {
        RedisTarget present = target;
        target = null;
        if (present != null) {
            present.close();
        }
    }
}
