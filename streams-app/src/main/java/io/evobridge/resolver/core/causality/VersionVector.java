package io.evobridge.resolver.core.causality;

import io.evobridge.contract.LogPosition;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of writes in short form: for each node, every write up to a position. A node without an entry has none.
 *
 * <p>Source: Preguiça, Baquero, Almeida, Fonte, Gonçalves, "Dotted Version Vectors" (2010).
 */
public final class VersionVector {

    /** Nothing seen. */
    public static final VersionVector EMPTY = new VersionVector(new TreeMap<>());

    private final SortedMap<String, LogPosition> entries;

    private VersionVector(SortedMap<String, LogPosition> entries) {
        this.entries = entries;
    }

    public static VersionVector of(Map<String, LogPosition> entries) {
        return entries.isEmpty() ? EMPTY : new VersionVector(new TreeMap<>(entries));
    }

    /** Node → last position, sorted by node; unmodifiable. */
    public SortedMap<String, LogPosition> entries() {
        return java.util.Collections.unmodifiableSortedMap(entries);
    }

    /** The last position of a node, or null where the vector has nothing of it. */
    public @Nullable LogPosition last(String node) {
        return entries.get(node);
    }

    /** Whether the write is in the set. */
    public boolean covers(Dot dot) {
        LogPosition last = entries.get(dot.node());
        return last != null && last.compareTo(dot.position()) >= 0;
    }

    /** Whether every write of the other set is in this one. */
    public boolean covers(VersionVector other) {
        for (Map.Entry<String, LogPosition> entry : other.entries.entrySet()) {
            LogPosition last = entries.get(entry.getKey());
            if (last == null || last.compareTo(entry.getValue()) < 0) {
                return false;
            }
        }
        return true;
    }

    /** This set and the write, with all earlier writes of its node. */
    public VersionVector with(Dot dot) {
        if (covers(dot)) {
            return this;
        }
        SortedMap<String, LogPosition> joined = new TreeMap<>(entries);
        joined.put(dot.node(), dot.position());
        return new VersionVector(joined);
    }

    /** The union. Commutative, associative, idempotent. */
    public VersionVector join(VersionVector other) {
        if (covers(other)) {
            return this;
        } else if (other.covers(this)) {
            return other;
        }
        SortedMap<String, LogPosition> joined = new TreeMap<>(entries);
        other.entries.forEach((node, last) -> joined.merge(node, last, VersionVector::later));
        return new VersionVector(joined);
    }

    private static LogPosition later(LogPosition a, LogPosition b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    /** The writes that are in both sets. Commutative, associative, idempotent. */
    public VersionVector meet(VersionVector other) {
        if (covers(other)) {
            return other;
        } else if (other.covers(this)) {
            return this;
        }
        SortedMap<String, LogPosition> met = new TreeMap<>();
        entries.forEach((node, last) -> {
            LogPosition others = other.entries.get(node);
            if (others != null) {
                met.put(node, others.compareTo(last) < 0 ? others : last);
            }
        });
        return of(met);
    }

    /** Whether the set holds no write of any other node. */
    public boolean isOnlyOf(String node) {
        return entries.isEmpty() || (entries.size() == 1 && entries.containsKey(node));
    }

    /** What the vector has of one node, and nothing else. */
    public VersionVector only(String node) {
        LogPosition last = entries.get(node);
        return last == null ? EMPTY : of(Map.of(node, last));
    }

    /** The entries that reach further than the other's: what of this set may not be in the other. */
    public VersionVector beyond(VersionVector other) {
        SortedMap<String, LogPosition> further = new TreeMap<>(entries);
        further.entrySet().removeIf(entry -> other.covers(new Dot(entry.getKey(), entry.getValue())));
        return of(further);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VersionVector that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
