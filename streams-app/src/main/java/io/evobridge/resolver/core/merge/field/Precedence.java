package io.evobridge.resolver.core.merge.field;

import java.util.Comparator;
import java.util.List;

/**
 * Which of two concurrent writes prevails: the greater one. A total order, as long as no two writes have the same dot.
 *
 * <p>Where the node does not decide, a row of a snapshot gives way to every write of a known time. Among snapshots the
 * younger row prevails where a field tells its age, then the preferred node's, because the time of a snapshot says
 * nothing about its rows.
 *
 * @param prefer names of nodes, the most preferred first; all others come after them
 * @param nodeFirst whether the node decides before anything else
 */
public record Precedence(List<String> prefer, boolean nodeFirst) implements Comparator<Stamp> {

    /** The write with the greatest HLC, whoever made it. */
    public static final Precedence LAST_WRITER = new Precedence(List.of(), false);

    private static final Comparator<Stamp> TIME = Comparator.comparing(Stamp::hlc)
            .thenComparing(stamp -> stamp.dot().node())
            .thenComparing(stamp -> stamp.dot().position());

    public Precedence {
        prefer = List.copyOf(prefer);
    }

    /** The same preferences, with the node before anything else. */
    public Precedence withNodeFirst() {
        return new Precedence(prefer, true);
    }

    /** The same preferences, with the time of the write before them. */
    public Precedence withTimeFirst() {
        return new Precedence(prefer, false);
    }

    @Override
    public int compare(Stamp a, Stamp b) {
        if (!nodeFirst && a.snapshot() != b.snapshot()) {
            return a.snapshot() ? -1 : 1;
        }
        if (!nodeFirst && a.compareAge(b) != 0) {
            return a.compareAge(b);
        }
        if (nodeFirst || a.snapshot()) {
            int byNode = Integer.compare(rank(b), rank(a));
            if (byNode != 0) {
                return byNode;
            }
        }
        if (a.snapshot() != b.snapshot()) {
            return a.snapshot() ? -1 : 1;
        }
        return TIME.compare(a, b);
    }

    private int rank(Stamp stamp) {
        int place = prefer.indexOf(stamp.dot().node());
        return place < 0 ? prefer.size() : place;
    }
}
