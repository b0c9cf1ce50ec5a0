package io.evobridge.resolver.simulation;

import io.evobridge.contract.Hlc;
import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.Dot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every write of a world and what it had really seen, known from the tables and not from any context. */
final class Truth {

    private final List<LocalWrite> writes = new ArrayList<>();
    private final Map<String, LocalWrite> byName = new HashMap<>();
    private final Map<Integer, Hlc> stamps = new HashMap<>();
    private final BitSet recorded = new BitSet();
    private final Rules rules;

    Truth(Rules rules) {
        this.rules = rules;
    }

    static boolean isIn(BitSet part, BitSet whole) {
        BitSet rest = (BitSet) part.clone();
        rest.andNot(whole);
        return rest.isEmpty();
    }

    LocalWrite write(String node, LogPosition position, String key, Cell before, @Nullable Row after) {
        LocalWrite write = new LocalWrite(
                writes.size(), node, position, key, before.row(), after, before.truth(), before.authors());
        writes.add(write);
        byName.put(name(new Dot(node, position), key), write);
        return write;
    }

    List<LocalWrite> writes() {
        return writes;
    }

    LocalWrite write(int id) {
        return writes.get(id);
    }

    /** The write that a version names; throws {@link Violation} where no application made it. */
    LocalWrite named(Dot dot, String key) {
        LocalWrite write = byName.get(name(dot, key));
        if (write == null) {
            throw new Violation("an echo became a write: no application wrote " + dot + " to " + key);
        }
        return write;
    }

    boolean byField() {
        return rules.byField();
    }

    /** The place of a write in the total order. */
    Hlc stamp(LocalWrite write) {
        Hlc stamp = stamps.get(write.id());
        if (stamp == null) {
            throw new Violation("a write counts that has no place in the order: " + write);
        }
        return stamp;
    }

    /** The writes of a set that no other write of it had seen. */
    BitSet newest(BitSet set) {
        BitSet newest = (BitSet) set.clone();
        set.stream().forEach(id -> newest.andNot(write(id).seen()));
        return newest;
    }

    /** A write got its place in the total order, which must be after everything that it had seen. */
    void stamped(LocalWrite write, Hlc hlc) {
        write.seen().stream().forEach(id -> {
            Hlc earlier = stamps.get(id);
            if (earlier != null && earlier.compareTo(hlc) >= 0) {
                throw new Violation("a write is ordered before one that it had seen: " + write + " at " + hlc + ", "
                        + write(id) + " at " + earlier);
            }
        });
        Hlc first = stamps.putIfAbsent(write.id(), hlc);
        if (first != null && !first.equals(hlc)) {
            throw new Violation(
                    "a write that was read again got another place: " + write + " at " + first + ", then at " + hlc);
        }
    }

    /** A write reached the conflicts topic. */
    void recorded(LocalWrite write) {
        recorded.set(write.id());
    }

    /**
     * Whether nobody misses what a write left in a field, or in the record: it is shown, it was in view when somebody
     * replaced it, it is in the conflicts topic, or a write beside it left the same.
     */
    boolean isAccountedFor(LocalWrite write, String field, Expected atTheEnd) {
        return Objects.equals(atTheEnd.authors().get(field), write.id())
                || recorded.stream().mapToObj(this::write).anyMatch(other -> shows(other, write, field))
                || writes.stream()
                        .filter(other -> other.key().equals(write.key()))
                        .anyMatch(other -> replaces(other, write, field) || agrees(write, other, field));
    }

    private boolean shows(LocalWrite recordedOne, LocalWrite write, String field) {
        return recordedOne.id() == write.id()
                || (rules.byField()
                        && recordedOne.seen().get(write.id())
                        && (recordedOne.after() == null) == (write.after() == null)
                        && Objects.equals(recordedOne.left(field), write.left(field)));
    }

    private boolean replaces(LocalWrite other, LocalWrite write, String field) {
        Object shown = field.equals(LocalWrite.RECORD) ? other.before() : other.had(field);
        boolean inView = Objects.equals(other.inView().get(field), write.id())
                || (other.seen().get(write.id()) && Objects.equals(shown, write.left(field)));
        return inView && (!rules.byField() || other.after() == null || other.before() == null || other.changes(field));
    }

    private static boolean agrees(LocalWrite write, LocalWrite other, String field) {
        return other.id() != write.id()
                && (other.after() == null) == (write.after() == null)
                && (field.equals(LocalWrite.RECORD) || other.changes(field))
                && Objects.equals(other.left(field), write.left(field))
                && !other.seen().get(write.id())
                && !write.seen().get(other.id());
    }

    private static String name(Dot dot, String key) {
        return dot + " " + key;
    }
}
