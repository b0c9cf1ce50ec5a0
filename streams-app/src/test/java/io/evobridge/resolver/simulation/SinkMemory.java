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
    /** Sequence of the last marker under which a row may have been written that is not remembered. */
    private long forgotten;

    SinkMemory(int size, long storedSequence) {
        this.size = size;
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
        if (record.isHeldBy(node) || (own != null && !covers(SeenText.parse(record.seen()), own.seen))) {
            return Verdict.SKIP;
        }
        boolean recordIsYounger = record.marked(node) >= (own == null ? forgotten : own.sequence);
        Long expected = recordIsYounger ? record.known(node) : own == null ? null : (Long) own.print;
        return expected != null && expected == found ? Verdict.APPLY : Verdict.REFUSE;
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
