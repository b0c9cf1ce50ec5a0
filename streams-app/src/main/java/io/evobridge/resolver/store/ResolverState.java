package io.evobridge.resolver.store;

import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.NodeView;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The typed view on the state store of one partition: key states, and how far each node's log has been taken in.
 *
 * <p>Both live in one store on purpose. A store's changelog keeps the order of its writes, so after a crash, and in every
 * standby copy, it is a prefix of them; with the key's state always written before the log, a restored log is never ahead
 * of a restored key. {@link io.evobridge.resolver.core.merge.Intake} needs exactly that to give a replayed write its first
 * stamp, and whoever reads a copy needs it to know what the copy contains. So every captured record moves its log.
 *
 * <p>What every record asks for, logs and markers, is remembered here too, because nobody else writes the store. So one of
 * these lives as long as its store is open, and no longer. Not for use by many threads.
 */
public final class ResolverState {

    /** No canonical key begins with it: an entity's name begins with a letter. */
    private static final String CLOCK_PREFIX = "\0clock/";

    private static final String MARKED_PREFIX = "\0marked/";

    /** More than writable nodes times entities; reached only by a fault, and then they are read anew. */
    private static final int MAX_MARKS = 10_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<String, NodeLog> logs = new HashMap<>();
    private final Map<Marked, Long> marks = new HashMap<>();

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

    public NodeLog log(String node) {
        NodeLog known = logs.get(node);
        if (known != null) {
            return known;
        }
        byte[] stored = store.get(logKey(node));
        NodeLog read = stored == null ? NodeLog.START : StateCodec.readLog(stored);
        logs.put(node, read);
        return read;
    }

    /** Key of the first entry that {@link #readLogs} wants. */
    public static Bytes firstLog() {
        return Bytes.wrap(CLOCK_PREFIX.getBytes(StandardCharsets.UTF_8));
    }

    /** Key behind the last entry that {@link #readLogs} wants: '0' follows '/'. */
    public static Bytes lastLog() {
        return Bytes.wrap(CLOCK_PREFIX.replace('/', '0').getBytes(StandardCharsets.UTF_8));
    }

    /** Node → how far its log has been taken in, where only a range of the store is to be had. */
    public static Map<String, NodeLog> readLogs(Iterator<KeyValue<Bytes, byte[]>> stored) {
        Map<String, NodeLog> logs = new HashMap<>();
        stored.forEachRemaining(entry -> logs.put(
                new String(entry.key.get(), StandardCharsets.UTF_8).substring(CLOCK_PREFIX.length()),
                StateCodec.readLog(entry.value)));
        return logs;
    }

    /**
     * Stores what a write made of its key and of its node's log, in the order that a restore relies on. To be called for a
     * duplicate too: after a crash the local store may hold a write whose changelog record was lost.
     */
    public void put(byte[] key, KeyState state, String node, NodeLog log) {
        putKey(key, state);
        putLog(node, log);
    }

    /** Stores what a marker says about a key; the log follows when all its keys are stored. */
    public void putKey(byte[] key, KeyState state) {
        store.put(Bytes.wrap(key), StateCodec.write(state));
    }

    public void putLog(String node, NodeLog log) {
        store.put(logKey(node), StateCodec.write(log));
        logs.put(node, log);
    }

    /** Sequence of the node's last marker of a resolved topic that has been read; -1 for none. */
    public long marked(String node, String topic) {
        if (marks.size() >= MAX_MARKS) {
            marks.clear();
        }
        return marks.computeIfAbsent(new Marked(node, topic), this::storedMark);
    }

    /**
     * Stores how far a node's markers have been read, after all keys that the marker names: what the state of a key says
     * of a node may be younger than this, never older.
     */
    public void putMarked(String node, String topic, long sequence) {
        Marked marked = new Marked(node, topic);
        long furthest = Math.max(sequence, marked(node, topic));
        store.put(marked.key(), StateCodec.write(furthest));
        marks.put(marked, furthest);
    }

    private long storedMark(Marked marked) {
        byte[] stored = store.get(marked.key());
        return stored == null ? NodeView.NOTHING : StateCodec.readMarked(stored);
    }

    private static Bytes logKey(String node) {
        return Bytes.wrap((CLOCK_PREFIX + node).getBytes(StandardCharsets.UTF_8));
    }

    /** The markers of a node for a resolved topic. */
    private record Marked(String node, String topic) {
        Bytes key() {
            return Bytes.wrap((MARKED_PREFIX + node + '/' + topic).getBytes(StandardCharsets.UTF_8));
        }
    }
}
