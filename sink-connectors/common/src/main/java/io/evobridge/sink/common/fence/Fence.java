package io.evobridge.sink.common.fence;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decision whether a record may replace a row of a writable node, with the memory that it needs: how this sink itself
 * left each row last. The memory bridges the time until the evidence of its own writes has come back through the log; a
 * lost one costs a round trip, never correctness. One thread uses it.
 *
 * <p>Whoever learns that a row was touched by others, or that the log has passed this sink's own write, must forget what
 * it remembers: or a later local write that makes the row look as before would be taken for no write.
 */
public final class Fence {

    private final Map<String, Long> left;

    /**
     * A fence that remembers nothing yet.
     *
     * @param maxKeyCount most keys to remember; those not used for longest go first
     */
    public Fence(int maxKeyCount) {
        left = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > maxKeyCount;
            }
        };
    }

    /**
     * What to do with a record; remembers nothing.
     *
     * @param key canonical key text
     * @param found fingerprint of the locked row
     */
    public Verdict judge(String key, FenceTerms terms, long found) {
        if (terms.held()) {
            return Verdict.SKIP;
        }
        Long own = left.get(key);
        return found == terms.known() || (own != null && found == own) ? Verdict.APPLY : Verdict.REFUSE;
    }

    /** This sink has left the row so; to be called when that is committed. */
    public void remember(String key, long print) {
        left.put(key, print);
    }

    /** Somebody else has touched the row, or the log tells more of it than we remember. */
    public void forget(String key) {
        left.remove(key);
    }

    /** Somebody else may have written any row as a sink. */
    public void forgetAll() {
        left.clear();
    }

    int size() {
        return left.size();
    }
}
