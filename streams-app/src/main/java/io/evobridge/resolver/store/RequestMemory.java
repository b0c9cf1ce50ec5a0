package io.evobridge.resolver.store;

import io.evobridge.contract.LogPosition;
import io.evobridge.contract.RequestId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which requests to write one partition has taken in, in the state store: key of the request → what was written for it.
 * Bounded by time and by number; each request that is added takes a few of the oldest ones away.
 *
 * <p>Time is that of the records, and the order is that of the log, so that a log that is read again ends in the same.
 */
public final class RequestMemory {

    /** No canonical key begins with it: an entity's name begins with a letter. */
    private static final String REQUEST_PREFIX = "\0request/";

    private static final String ORDER_PREFIX = "\0request-order/";
    private static final Bytes END = Bytes.wrap((ORDER_PREFIX + '~').getBytes(StandardCharsets.UTF_8));
    private static final int FORGOTTEN_AT_ONCE = 4;

    private final KeyValueStore<Bytes, byte[]> store;
    private final Bound bound;
    /** Below it, nothing is left: the store need not look through what was deleted. */
    private Bytes oldest = orderKey(LogPosition.START);

    public RequestMemory(KeyValueStore<Bytes, byte[]> store, Bound bound) {
        this.store = store;
        this.bound = bound;
    }

    /**
     * How much is remembered.
     *
     * @param millis how long
     * @param count how many requests of a partition, about
     */
    public record Bound(long millis, long count) {}

    /**
     * A request that has been taken in.
     *
     * @param content what it asked for, see {@link RequestId}
     * @param position of the write in the log of the API
     * @param millis time of its record, milliseconds since 1970 UTC
     */
    public record Remembered(String content, LogPosition position, long millis) {}

    /** Where a request is found in the store, by those who have no more than the store's bytes. */
    public static byte[] storeKey(RequestId request) {
        return (REQUEST_PREFIX + request.key()).getBytes(StandardCharsets.UTF_8);
    }

    /** What is found there. */
    public static Remembered read(byte[] stored) {
        return StateCodec.readRequest(stored);
    }

    /** What was written for a request before the record at this place and time; empty where it is too long ago. */
    public Optional<Remembered> recall(RequestId request, LogPosition position, long millis) {
        byte[] stored = store.get(Bytes.wrap(storeKey(request)));
        return stored == null
                ? Optional.empty()
                : Optional.of(read(stored)).filter(known -> !isOld(known, position, millis));
    }

    /** Remembers what was written for a request. Repeating it changes nothing. */
    public void remember(RequestId request, LogPosition position, long millis) {
        Bytes place = orderKey(position);
        store.put(Bytes.wrap(storeKey(request)), StateCodec.write(new Remembered(request.content(), position, millis)));
        store.put(place, storeKey(request));
        oldest = place.compareTo(oldest) < 0 ? place : oldest;
        forget(position, millis);
    }

    private void forget(LogPosition position, long millis) {
        List<KeyValue<Bytes, byte[]>> first = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(oldest, END)) {
            while (first.size() < FORGOTTEN_AT_ONCE && entries.hasNext()) {
                first.add(entries.next());
            }
        }
        for (KeyValue<Bytes, byte[]> entry : first) {
            oldest = entry.key;
            Bytes key = Bytes.wrap(entry.value);
            byte[] stored = store.get(key);
            // A request that was written anew after it had been forgotten stands further behind too.
            boolean here = stored != null && orderKey(read(stored).position()).equals(entry.key);
            if (here && !isOld(read(stored), position, millis)) {
                return;
            }
            if (here) {
                store.delete(key);
            }
            store.delete(entry.key);
        }
    }

    private boolean isOld(Remembered request, LogPosition position, long millis) {
        return request.position().major() < position.major() - bound.count()
                || request.millis() < millis - bound.millis();
    }

    private static Bytes orderKey(LogPosition position) {
        return Bytes.wrap((ORDER_PREFIX + position).getBytes(StandardCharsets.UTF_8));
    }
}
