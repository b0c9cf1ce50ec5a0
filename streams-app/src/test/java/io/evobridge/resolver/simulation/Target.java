package io.evobridge.resolver.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A target that nobody else writes, for one partition. A fenced one (Redis) keeps the greatest sequence applied of each
 * key and refuses an older one; the other (a SQL database with {@code direction: sink}) takes what comes.
 */
final class Target {

    private final int partition;
    private final List<ResolvedRecord> topic;
    private final boolean fenced;
    private final Map<String, ResolvedRecord> stored = new HashMap<>();
    private int next;

    Target(int partition, List<ResolvedRecord> topic, boolean fenced) {
        this.partition = partition;
        this.topic = topic;
        this.fenced = fenced;
    }

    boolean isFor(int number) {
        return partition == number;
    }

    boolean isBehind() {
        return next < topic.size();
    }

    void applyNext() {
        ResolvedRecord record = topic.get(next++);
        ResolvedRecord present = stored.get(record.key());
        if (!fenced || present == null || Long.compareUnsigned(record.sequence(), present.sequence()) >= 0) {
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

    @Override
    public String toString() {
        return fenced ? "the fenced target" : "the target without a fence";
    }
}
