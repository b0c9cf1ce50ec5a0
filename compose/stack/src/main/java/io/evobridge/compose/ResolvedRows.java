package io.evobridge.compose;

import io.evobridge.bridge.Entity;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The state of an entity as its resolved topic tells it. */
public final class ResolvedRows {

    private ResolvedRows() {}

    /** Reads the topic from its begin to its present end. */
    public static Rows read(BridgeStack stack, Entity entity) {
        SortedMap<String, SortedMap<String, String>> rows = new TreeMap<>();
        Set<String> fields = new TreeSet<>();
        new TopicReader(stack).read(stack.bridge().topics().resolved(entity.name()), (key, record) -> {
            if (record == null) {
                rows.remove(key);
            } else {
                fields.addAll(Rows.fields(record.getSchema()));
                rows.put(key, Rows.row(record));
            }
        });
        return new Rows(fields, rows);
    }
}
