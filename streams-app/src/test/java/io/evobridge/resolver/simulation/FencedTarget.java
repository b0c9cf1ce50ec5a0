package io.evobridge.resolver.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A target without transactions (Redis): each key keeps the greatest sequence applied, and an older one is refused. */
final class FencedTarget {

    private final List<ResolvedRecord> topic;
    private final Map<String, ResolvedRecord> stored = new HashMap<>();
    private int next;

    FencedTarget(List<ResolvedRecord> topic) {
        this.topic = topic;
    }

    boolean isBehind() {
        return next < topic.size();
    }

    void applyNext() {
        ResolvedRecord record = topic.get(next++);
        ResolvedRecord present = stored.get(record.key());
        if (present == null || Long.compareUnsigned(record.sequence(), present.sequence()) >= 0) {
            stored.put(record.key(), record);
        }
    }

    /** Its consumer begins again at an earlier place. */
    void rewind(Random random) {
        next = random.nextInt(next + 1);
    }

    @Nullable
    Row row(String key) {
        ResolvedRecord record = stored.get(key);
        return record == null ? null : record.row();
    }
}
