package io.evobridge.resolver.core.merge.field;

import io.evobridge.contract.LogPosition;
import io.evobridge.resolver.core.causality.VersionVector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A field whose changes add up: somebody set it once, and every change since then counts as what it added.
 *
 * <p>An insert sets it, and so does a change from or to null. Its value is what was set plus what each node has added
 * that the setter had not seen. Nodes that set it at the same time contend as in a {@link Register}; what was added
 * counts whoever of them prevails. Sums only grow along a node's own log, so a duplicate cannot count twice.
 *
 * <p>Source: the positive-negative counter of Shapiro, Preguiça, Baquero, Zawirski, "A comprehensive study of Convergent
 * and Commutative Replicated Data Types" (2011), with a register for its start.
 *
 * @param bases sorted by node; at most one of each node
 * @param late bases still to come that are overwritten already; nearly always empty
 * @param deltas by node
 */
public record Counter(List<Base> bases, VersionVector late, SortedMap<String, Deltas> deltas) implements FieldState {

    /** A counter that nobody has set. */
    public static final Counter EMPTY = new Counter(List.of(), VersionVector.EMPTY, new TreeMap<>());

    private static final Comparator<Base> BY_NODE =
            Comparator.comparing(base -> base.written().stamp().dot().node());

    /** Takes the map over: it must not change afterwards. */
    public Counter {
        bases = List.copyOf(bases);
        deltas = Collections.unmodifiableSortedMap(deltas);
    }

    @Override
    public Counter take(FieldWrite write) {
        if (write.before().orElse(FieldValue.Nothing.VALUE) instanceof FieldValue.Numeric before
                && write.after() instanceof FieldValue.Numeric after) {
            return add(write.stamp(), after.value().subtract(before.value()));
        }
        List<Base> present = new ArrayList<>(unseen(write.context()));
        if (!write.overwritten() && !late.covers(write.stamp().dot())) {
            present.add(new Base(write.written(), write.context()));
            present.sort(BY_NODE);
        }
        return new Counter(present, late.join(write.late()), deltas);
    }

    @Override
    public Counter forget(VersionVector seen) {
        return new Counter(unseen(seen), late, deltas);
    }

    @Override
    public Counter settle(VersionVector taken) {
        return late.equals(VersionVector.EMPTY) ? this : new Counter(bases, late.beyond(taken), deltas);
    }

    @Override
    public FieldValue value(Comparator<Written> order) {
        return bases.stream()
                .max(Comparator.comparing(Base::written, order))
                .map(base -> counted(base, null))
                .orElse(FieldValue.Nothing.VALUE);
    }

    @Override
    public Optional<FieldValue> valueSeenBy(VersionVector seen, Comparator<Written> order) {
        return bases.stream()
                .filter(base -> seen.covers(base.written().stamp().dot()))
                .max(Comparator.comparing(Base::written, order))
                .map(base -> counted(base, seen));
    }

    @Override
    public List<Written> contenders() {
        return bases.stream().map(Base::written).toList();
    }

    private Counter add(Stamp stamp, BigDecimal delta) {
        String node = stamp.dot().node();
        SortedMap<String, Deltas> added = new TreeMap<>(deltas);
        List<LogPosition> observed = bases.stream()
                .map(base -> base.observed().last(node))
                .filter(Objects::nonNull)
                .toList();
        added.put(node, added.getOrDefault(node, Deltas.NONE).add(stamp.dot().position(), delta, observed));
        return new Counter(bases, late, added);
    }

    /** With all that was added, or with what the given writes added. */
    private FieldValue counted(Base base, @Nullable VersionVector upTo) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, Deltas> added : deltas.entrySet()) {
            LogPosition seen = base.observed().last(added.getKey());
            Deltas node = added.getValue();
            BigDecimal end = upTo == null ? node.sum() : node.sumAt(upTo.last(added.getKey()));
            sum = sum.add(end).subtract(node.sumAt(seen));
        }
        FieldValue start = base.written().value();
        if (start instanceof FieldValue.Numeric number) {
            return new FieldValue.Numeric(number.value().add(sum));
        }
        // Added to a null that the adding node had not seen: what it added is not to be lost.
        return start.equals(FieldValue.Nothing.VALUE) && sum.signum() != 0 ? new FieldValue.Numeric(sum) : start;
    }

    private List<Base> unseen(VersionVector seen) {
        return bases.stream()
                .filter(base -> !seen.covers(base.written().stamp().dot()))
                .toList();
    }

    /**
     * The setting of the counter.
     *
     * @param observed the additions that its node had seen: they are contained in what it set
     */
    public record Base(Written written, VersionVector observed) {}
}
