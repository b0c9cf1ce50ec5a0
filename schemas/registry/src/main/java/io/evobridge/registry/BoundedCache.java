package io.evobridge.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries used last, up to a limit. A lock around a map is enough: the values are few and found at once. */
final class BoundedCache<K, V> {

    private final Map<K, V> entries;

    BoundedCache(int limit) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > limit;
            }
        };
    }

    synchronized @Nullable V get(K key) {
        return entries.get(key);
    }

    /** Keeps the value that came first, so that callers share one instance. */
    synchronized V keep(K key, V value) {
        V earlier = entries.putIfAbsent(key, value);
        return earlier == null ? value : earlier;
    }

    synchronized int size() {
        return entries.size();
    }
}
