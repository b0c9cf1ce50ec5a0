package io.evobridge.resolver.store;

import io.evobridge.resolver.core.causality.LogClock;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.NodeView;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The typed view on the state store of one partition: key states, and the clock of each node's log.
 *
 * <p>Both live in one store on purpose. A store's changelog keeps the order of its writes, so after a crash it is a
 * prefix of them; with the key's state always written before the clock, a restored clock is never ahead of a restored
 * key. {@link io.evobridge.resolver.core.merge.Intake} needs exactly that to give a replayed write its first stamp.
 */
public final class ResolverState {

    /** No canonical key begins with it: an entity's name begins with a letter. */
    private static final String CLOCK_PREFIX = "\0clock/";

    private static final String MARKED_PREFIX = "\0marked/";

    private final KeyValueStore<Bytes, byte[]> store;

    public ResolverState(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** The state that was stored for a key, where only its bytes are to be had. */
    public static KeyState read(byte[] stored) {
        return StateCodec.readState(stored);
    }

    /** The state of a key, given as canonical key text in UTF-8. */
    public KeyState key(byte[] key) {
        byte[] stored = store.get(Bytes.wrap(key));
        return stored == null ? KeyState.EMPTY : StateCodec.readState(stored);
    }

    public LogClock clock(String node) {
        byte[] stored = store.get(clockKey(node));
        return stored == null ? LogClock.START : StateCodec.readClock(stored);
    }

    /**
     * Stores what a write made of its key and of its node's clock, in the order that a restore relies on. To be called
     * for a duplicate too: after a crash the local store may hold a write whose changelog record was lost.
     */
    public void put(byte[] key, KeyState state, String node, LogClock clock) {
        putKey(key, state);
        putClock(node, clock);
    }

    /** Stores what a marker says about a key; the clock follows when all its keys are stored. */
    public void putKey(byte[] key, KeyState state) {
        store.put(Bytes.wrap(key), StateCodec.write(state));
    }

    public void putClock(String node, LogClock clock) {
        store.put(clockKey(node), StateCodec.write(clock));
    }

    /** Sequence of the node's last marker of a resolved topic that has been read; -1 for none. */
    public long marked(String node, String topic) {
        byte[] stored = store.get(markedKey(node, topic));
        return stored == null ? NodeView.NOTHING : StateCodec.readMarked(stored);
    }

    /**
     * Stores how far a node's markers have been read, after all keys that the marker names: what the state of a key says
     * of a node may be younger than this, never older.
     */
    public void putMarked(String node, String topic, long sequence) {
        store.put(markedKey(node, topic), StateCodec.write(Math.max(sequence, marked(node, topic))));
    }

    private static Bytes markedKey(String node, String topic) {
        return Bytes.wrap((MARKED_PREFIX + node + '/' + topic).getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes clockKey(String node) {
        return Bytes.wrap((CLOCK_PREFIX + node).getBytes(StandardCharsets.UTF_8));
    }
}
