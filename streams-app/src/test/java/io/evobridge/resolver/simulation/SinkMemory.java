package io.evobridge.resolver.simulation;

import io.evobridge.contract.LogPosition;
import io.evobridge.contract.SeenText;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a sink remembers of the rows that it wrote, and what it concludes from that and from a record. Tells whether the
 * record's knowledge of a row or the sink's own is the younger one.
 */
final class SinkMemory {

    private final Map<String, Written> rows = new LinkedHashMap<>();
    private final int size;
    private final PlantedBugs bugs;
    /** Sequence of the last marker under which a row may have been written that is not remembered. */
    private long forgotten;

    SinkMemory(int size, long storedSequence, PlantedBugs bugs) {
        this.size = size;
        this.bugs = bugs;
        this.forgotten = storedSequence;
    }

    /** Somebody else wrote up to this marker. */
    void forget(long storedSequence) {
        rows.clear();
        forgotten = storedSequence;
    }

    void remember(ResolvedRecord record, long print, long sequence) {
        rows.remove(record.key());
        rows.put(record.key(), new Written(print, sequence, SeenText.parse(record.seen())));
        while (rows.size() > size) {
            Iterator<Written> oldest = rows.values().iterator();
            forgotten = Math.max(forgotten, oldest.next().sequence);
            oldest.remove();
        }
    }

    Verdict judge(ResolvedRecord record, String node, long found) {
        Written own = rows.get(record.key());
        if (record.isHeldBy(node) || (own != null && lacks(record, own))) {
            return Verdict.SKIP;
        }
        boolean known = Long.valueOf(found).equals(record.known(node));
        boolean left = own != null && found == own.print;
        if (bugs.has(PlantedBug.OLDER_KNOWLEDGE_COUNTS)) {
            return known || left ? Verdict.APPLY : Verdict.REFUSE;
        }
        boolean recordIsYounger = record.marked(node) >= (own == null ? forgotten : own.sequence);
        return (recordIsYounger ? known : left) ? Verdict.APPLY : Verdict.REFUSE;
    }

    private boolean lacks(ResolvedRecord record, Written own) {
        return !bugs.has(PlantedBug.OLDER_STATE_APPLIED) && !covers(SeenText.parse(record.seen()), own.seen);
    }

    private static boolean covers(SortedMap<String, LogPosition> whole, SortedMap<String, LogPosition> part) {
        return part.entrySet().stream().allMatch(entry -> {
            LogPosition last = whole.get(entry.getKey());
            return last != null && last.compareTo(entry.getValue()) >= 0;
        });
    }

    enum Verdict {
        APPLY,
        REFUSE,
        SKIP
    }

    private record Written(long print, long sequence, SortedMap<String, LogPosition> seen) {}
}
