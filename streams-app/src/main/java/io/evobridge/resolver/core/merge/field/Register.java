package io.evobridge.resolver.core.merge.field;

import io.evobridge.resolver.core.causality.VersionVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A field as a multi-value register: the writes to it of which none was made with another in view.
 *
 * <p>Source: Preguiça, Baquero, Almeida, Fonte, Gonçalves, "Dotted Version Vectors" (2010).
 *
 * @param writes sorted by node; at most one of each node, because a node has seen its own writes
 * @param late writes still to come that are overwritten already; nearly always empty
 */
public record Register(List<Written> writes, VersionVector late) implements FieldState {

    /** A field that nobody has written. */
    public static final Register EMPTY = new Register(List.of(), VersionVector.EMPTY);

    private static final Comparator<Written> BY_NODE =
            Comparator.comparing(written -> written.stamp().dot().node());

    public Register {
        writes = List.copyOf(writes);
    }

    @Override
    public Register take(FieldWrite write) {
        List<Written> present = new ArrayList<>(unseen(write.context()));
        if (!write.overwritten() && !late.covers(write.stamp().dot())) {
            present.add(write.written());
            present.sort(BY_NODE);
        }
        return new Register(present, late.join(write.late()));
    }

    @Override
    public Register forget(VersionVector seen) {
        return new Register(unseen(seen), late);
    }

    @Override
    public Register settle(VersionVector taken) {
        return late.equals(VersionVector.EMPTY) ? this : new Register(writes, late.beyond(taken));
    }

    @Override
    public FieldValue value(Comparator<Written> order) {
        // Nearly always one, and then nothing is to be compared.
        return writes.size() == 1
                ? writes.get(0).value()
                : writes.stream().max(order).<FieldValue>map(Written::value).orElse(FieldValue.Nothing.VALUE);
    }

    @Override
    public Optional<FieldValue> valueSeenBy(VersionVector seen, Comparator<Written> order) {
        return writes.stream()
                .filter(written -> seen.covers(written.stamp().dot()))
                .max(order)
                .map(Written::value);
    }

    @Override
    public List<Written> contenders() {
        return writes;
    }

    private List<Written> unseen(VersionVector seen) {
        return writes.stream()
                .filter(written -> !seen.covers(written.stamp().dot()))
                .toList();
    }
}
