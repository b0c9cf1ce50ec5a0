package io.evobridge.resolver.core.merge;

import io.evobridge.contract.Hlc;
import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.causality.VersionVector;
import io.evobridge.resolver.core.merge.field.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Everything known about one key: a multi-value register with dotted version vectors. Immutable.
 *
 * <p>Law: versions and seen are the same for every order of arrival that keeps each node's own order, with any writes
 * repeated; so is every policy's decision. The sequence only grows; it counts this replica's steps and is not merged.
 *
 * <p>Source: Preguiça, Baquero, Almeida, Fonte, Gonçalves, "Dotted Version Vectors" (2010).
 *
 * @param versions the concurrent ones, sorted by node; at most one of each node, because a node has seen its own writes
 * @param seen every write that has been taken in or replaced
 * @param sequence of the last change of the state, unsigned, shaped like {@link Hlc#bits()}; 0 for none
 * @param views what each writable node had seen of the key; at most one of each, none for a node whose log never showed
 *     the key
 * @param fields each merged by itself; empty where whole records are merged
 */
public record KeyState(
        List<Version> versions, VersionVector seen, long sequence, SortedMap<String, NodeView> views, Fields fields) {

    private static final SortedMap<String, NodeView> NO_VIEWS = Collections.emptySortedMap();

    /** A key that nobody has written. */
    public static final KeyState EMPTY = new KeyState(List.of(), VersionVector.EMPTY, 0, NO_VIEWS, Fields.EMPTY);

    public KeyState {
        versions = List.copyOf(versions);
        views = views.isEmpty() ? NO_VIEWS : Collections.unmodifiableSortedMap(new TreeMap<>(views));
        if (versions.size() > 1
                && versions.stream()
                                .map(version -> version.dot().node())
                                .distinct()
                                .count()
                        != versions.size()) {
            throw new IllegalArgumentException("a key state with two versions of one node: " + versions);
        }
    }

    /** Takes a stamped write in. What it has seen, it replaces; what it has not seen stays beside it. */
    public Outcome merge(Version write) {
        if (versions.stream().anyMatch(version -> version.dot().equals(write.dot()))) {
            return new Outcome.Duplicate(this);
        }
        if (seen.covers(write.dot())) {
            return new Outcome.Superseded(this);
        }
        List<Version> concurrent = new ArrayList<>(versions.size() + 1);
        for (Version version : versions) {
            if (!write.replaces(version)) {
                concurrent.add(version);
            }
        }
        concurrent.add(write);
        concurrent.sort(Comparator.comparing(version -> version.dot().node()));
        KeyState merged = new KeyState(
                concurrent,
                seen.join(write.context()).with(write.dot()),
                later(sequence + 1, write.hlc().bits()),
                released(),
                fields);
        return concurrent.size() == 1 ? new Outcome.Applied(merged) : new Outcome.Conflict(merged);
    }

    /** What a node had seen of the key where its log has been read to. */
    public NodeView view(String node) {
        return views.getOrDefault(node, NodeView.NONE);
    }

    /** The causal context of a node's next write: what it had been shown, and its own earlier writes. */
    public VersionVector context(String node) {
        return view(node).seen().join(contained().only(node));
    }

    /**
     * Every write that is contained in what the state resolves to, or was replaced by it. A whole record contains what
     * its writer had seen. Merged fields contain what has been read: after a crash, a write may be read before those
     * that it had seen, and what these did to other fields is still to come.
     */
    public VersionVector contained() {
        return fields.equals(Fields.EMPTY) ? seen : seen.meet(fields.taken());
    }

    /**
     * Whether a node's row provably is what this state resolves to, or more: after a crash a state may lack writes that
     * had been sent, until their records have been read again. Then it is sent again, so nobody misses it.
     */
    public boolean isHeldBy(String node) {
        NodeView view = view(node);
        VersionVector contained = contained();
        return !contained.covers(view.seen()) || (view.whole() && view.seen().covers(contained));
    }

    /** A writable node's log showed a write of its own, which left a row with this fingerprint. */
    public KeyState wrote(Dot dot, long print) {
        return wrote(dot, print, true);
    }

    /** The same; whole tells whether the row is what all that the node had seen resolves to. */
    public KeyState wrote(Dot dot, long print, boolean whole) {
        return with(dot.node(), view(dot.node()).wrote(dot, print, whole));
    }

    /** The state with fields that a write changed; a step of its own where it is not that of the write's version. */
    KeyState withFields(Fields changed, boolean step, Hlc hlc) {
        long next = step ? later(sequence + 1, hlc.bits()) : sequence;
        return new KeyState(versions, seen, next, views, changed);
    }

    /** A writable node's log showed that a sink wrote a state there: which writes it held, and the row's fingerprint. */
    public KeyState applied(SinkTransaction transaction, VersionVector given, long print) {
        return with(transaction.node(), view(transaction.node()).applied(transaction, given, print, contained()));
    }

    /**
     * A writable node's log showed that a sink left a row with this fingerprint alone.
     *
     * @param knew sequence of the last marker of the node that the refused record knew
     */
    public KeyState refused(SinkTransaction transaction, long print, long knew) {
        return with(transaction.node(), view(transaction.node()).refused(transaction, print, knew));
    }

    /**
     * The state is sent.
     *
     * @param marked node → sequence of its last marker that has been read
     */
    public KeyState told(ToLongFunction<String> marked) {
        if (views.isEmpty()) {
            return this;
        }
        SortedMap<String, NodeView> told = new TreeMap<>(views);
        told.replaceAll((node, view) -> view.told(marked.applyAsLong(node)));
        return new KeyState(versions, seen, sequence, told, fields);
    }

    private KeyState with(String node, NodeView view) {
        SortedMap<String, NodeView> changed = new TreeMap<>(views);
        changed.put(node, view);
        return new KeyState(versions, seen, sequence, changed, fields);
    }

    /** A new write releases the key where it was parked. */
    private SortedMap<String, NodeView> released() {
        if (views.isEmpty()) {
            return views;
        }
        SortedMap<String, NodeView> released = new TreeMap<>(views);
        released.replaceAll((node, view) -> view.released());
        return released;
    }

    /** A reading at or after which a write must be stamped that has seen the given writes: above all of them. */
    Hlc floor(VersionVector context) {
        return versions.stream()
                .filter(version -> context.covers(version.dot()))
                .map(Version::hlc)
                .max(Comparator.naturalOrder())
                .orElse(Hlc.ZERO);
    }

    private static long later(long a, long b) {
        return Long.compareUnsigned(a, b) > 0 ? a : b;
    }
}
