package io.evobridge.connect.avro;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was used longest ago. Not safe for several threads; its owner locks. */
final class LastUsed<K, V> extends LinkedHashMap<K, V> {

    private final int limit;

    LastUsed(int limit) {
        super(16, 0.75f, true);
        this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > limit;
    }
}
