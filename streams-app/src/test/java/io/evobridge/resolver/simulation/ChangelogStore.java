package io.evobridge.resolver.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.KeyState;
import io.evobridge.resolver.core.merge.field.Fields;
import io.evobridge.resolver.store.ResolverState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A state store in memory whose changelog is written in order, and of which a crash keeps what the changelog had
 * received. With each key goes the truth: the writes that went into its state.
 */
final class ChangelogStore implements KeyValueStore<Bytes, byte[]> {

    /** Writes to the store after which a key counts as old. */
    private static final long LONG_AGO = 6;

    private final TreeMap<Bytes, byte[]> rows = new TreeMap<>();
    private final Map<Bytes, Knowledge> truths = new HashMap<>();
    private final Map<Bytes, Entry> received = new HashMap<>();
    private final Map<Bytes, Long> lastWrite = new HashMap<>();
    private Deque<Entry> sent = new ArrayDeque<>();
    private long writes;

    /** The truth about a key's state. */
    Knowledge truth(String key) {
        return truths.getOrDefault(Bytes.wrap(Wire.bytes(key)), Knowledge.NONE);
    }

    void setTruth(String key, Knowledge truth) {
        truths.put(Bytes.wrap(Wire.bytes(key)), truth);
    }

    int unreceived() {
        return sent.size();
    }

    /** The changelog receives the oldest entries. */
    void receive(int count) {
        for (int i = 0; i < count; i++) {
            Entry entry = sent.removeFirst();
            received.put(entry.key, entry);
        }
    }

    /** Entries of one record change places: a bug that is planted. */
    void reverseSince(int unreceivedBefore) {
        List<Entry> entries = List.copyOf(sent);
        Deque<Entry> reversed = new ArrayDeque<>(entries.subList(0, unreceivedBefore));
        for (int i = entries.size() - 1; i >= unreceivedBefore; i--) {
            reversed.add(entries.get(i));
        }
        sent = reversed;
    }

    /** Keys of entities are forgotten when they have not been touched for long: a bug that is planted. */
    void forget(Predicate<String> which) {
        List<Bytes> old = rows.keySet().stream()
                .filter(key -> key.get()[0] != 0 && writes - lastWrite.getOrDefault(key, 0L) > LONG_AGO)
                .filter(key -> which.test(new String(key.get(), UTF_8)))
                .toList();
        old.forEach(this::delete);
    }

    /** Every key's fields forget which writes they took in: a bug that is planted. */
    void forgetTaken() {
        ResolverState state = new ResolverState(this);
        List<Bytes> keys =
                rows.keySet().stream().filter(key -> key.get()[0] != 0).toList();
        for (Bytes key : keys) {
            KeyState known = state.key(key.get());
            Fields fields = known.fields();
            Fields forgetful = new Fields(fields.states(), VersionVector.EMPTY, fields.forgotten(), fields.schemaIds());
            state.putKey(
                    key.get(),
                    new KeyState(known.versions(), known.seen(), known.sequence(), known.views(), forgetful));
        }
        sent.clear();
    }

    /** The process died: what the changelog has not received is gone. */
    void crash() {
        sent.clear();
        rows.clear();
        truths.clear();
        received.values().forEach(entry -> {
            if (entry.value != null) {
                rows.put(entry.key, entry.value);
            }
            truths.put(entry.key, entry.truth);
        });
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, value);
        }
        lastWrite.put(key, writes++);
        sent.add(new Entry(key, value, truths.getOrDefault(key, Knowledge.NONE)));
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return rows.get(key);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        byte[] present = get(key);
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] present = get(key);
        put(key, null);
        return present;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return new Rows(new TreeMap<>(rows.subMap(from, true, to, true)));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return new Rows(new TreeMap<>(rows));
    }

    @Override
    public long approximateNumEntries() {
        return rows.size();
    }

    @Override
    public String name() {
        return "state";
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** A record of the changelog, and the truth about it. */
    private static final class Entry {

        final Bytes key;
        final byte @Nullable [] value;
        final Knowledge truth;

        Entry(Bytes key, byte @Nullable [] value, Knowledge truth) {
            this.key = key;
            this.value = value;
            this.truth = truth;
        }
    }

    private static final class Rows implements KeyValueIterator<Bytes, byte[]> {

        private final Iterator<Map.Entry<Bytes, byte[]>> iterator;

        Rows(Map<Bytes, byte[]> rows) {
            this.iterator = rows.entrySet().iterator();
        }

        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            Map.Entry<Bytes, byte[]> next = iterator.next();
            return new KeyValue<>(next.getKey(), next.getValue());
        }

        @Override
        public Bytes peekNextKey() {
            throw new UnsupportedOperationException("nothing here looks ahead");
        }

        @Override
        public void close() {}
    }
}
