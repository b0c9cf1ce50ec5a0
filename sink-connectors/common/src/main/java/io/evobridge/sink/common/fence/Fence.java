package io.evobridge.sink.common.fence;

import io.evobridge.contract.LogPosition;
import io.evobridge.contract.SeenText;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The decision whether a record may replace a row of a writable node, for one partition of one resolved topic, with the
 * memory that it needs: how this sink itself left each row last. One thread uses it.
 *
 * <p>A row may be replaced where it looks as the record knew it, or as this sink left it: of the two, the younger one
 * counts and the older one does not, or a local write that brings an old row back would be taken for no write. Which is
 * the younger tells the marker that the record knew. For a row that is not remembered, this sink may have written it
 * under any marker up to {@code forgotten}; a record that knows less is refused. So a lost memory costs a round trip,
 * never correctness.
 *
 * <p>A record that does not contain what this sink has written there before is left out: a resolver that was started
 * anew sends older states again, and then the younger ones.
 */
public final class Fence {

    private final int maxKeyCount;
    private final Map<String, Written> rows = new LinkedHashMap<>(16, 0.75f, true);
    private long forgotten;

    /**
     * A fence that remembers nothing yet.
     *
     * @param maxKeyCount most keys to remember; those not used for longest go first
     * @param storedSequence sequence of the marker that stands in the target; -1 for none
     */
    public Fence(int maxKeyCount, long storedSequence) {
        this.maxKeyCount = maxKeyCount;
        this.forgotten = storedSequence;
    }

    /**
     * What to do with a record; remembers nothing.
     *
     * @param key canonical key text
     * @param found fingerprint of the locked row
     */
    public Verdict judge(String key, FenceTerms terms, long found) {
        Written own = rows.get(key);
        if (terms.held() || (own != null && !covers(terms.seen(), own.seen))) {
            return Verdict.SKIP;
        }
        if (terms.marked() >= (own == null ? forgotten : own.sequence)) {
            return found == terms.known() ? Verdict.APPLY : Verdict.REFUSE;
        }
        return own != null && found == own.print ? Verdict.APPLY : Verdict.REFUSE;
    }

    /**
     * This sink has left the row so; to be called when that is committed.
     *
     * @param seen of the record that was written
     * @param sequence of the marker in the same transaction
     */
    public void remember(String key, String seen, long print, long sequence) {
        rows.put(key, new Written(seen, print, sequence));
        Iterator<Written> eldest = rows.values().iterator();
        while (rows.size() > maxKeyCount) {
            forgotten = Math.max(forgotten, eldest.next().sequence);
            eldest.remove();
        }
    }

    /**
     * Somebody else has written into the target as this sink.
     *
     * @param storedSequence sequence of the marker that stands in the target now
     */
    public void forgetAll(long storedSequence) {
        rows.clear();
        forgotten = Math.max(forgotten, storedSequence);
    }

    int size() {
        return rows.size();
    }

    private static boolean covers(String whole, String part) {
        if (whole.equals(part)) {
            return true;
        }
        SortedMap<String, LogPosition> all = SeenText.parse(whole);
        return SeenText.parse(part).entrySet().stream().allMatch(entry -> {
            LogPosition last = all.get(entry.getKey());
            return last != null && last.compareTo(entry.getValue()) >= 0;
        });
    }

    private record Written(String seen, long print, long sequence) {}
}
