package io.evobridge.resolver.core.merge.field;

import io.evobridge.contract.LogPosition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one node has added to a counter, summed up along its log. The last few sums are kept one by one, to tell how much
 * of it another node had seen.
 *
 * @param forgotten sum before the first point
 * @param points rising; never empty once the node has added something
 */
public record Deltas(BigDecimal forgotten, List<Point> points) {

    static final Deltas NONE = new Deltas(BigDecimal.ZERO, List.of());

    /** Further behind than this at the moment when it sets a counter anew, a node is taken to have seen the rest. */
    static final int MAX_POINTS = 16;

    public Deltas {
        points = List.copyOf(points);
    }

    /**
     * With a further addition.
     *
     * @param observed places up to which those who set the counter had seen this log: the sums there are kept, or what
     *     was added since would count as seen when it is forgotten
     */
    Deltas add(LogPosition position, BigDecimal delta, Collection<LogPosition> observed) {
        List<Point> grown = new ArrayList<>(points);
        grown.add(new Point(position, sum().add(delta)));
        if (grown.size() <= MAX_POINTS) {
            return new Deltas(forgotten, grown);
        }
        Set<Integer> kept =
                observed.stream().map(place -> lastUpTo(grown, place)).collect(Collectors.toSet());
        int oldest = 0;
        while (kept.contains(oldest)) {
            oldest++;
        }
        Point dropped = grown.remove(oldest);
        boolean isStartKept = oldest > 0 || kept.contains(-1);
        return new Deltas(isStartKept ? forgotten : dropped.sum(), grown);
    }

    /** Index of the last point up to a place in the log; -1 for none. */
    private static int lastUpTo(List<Point> points, LogPosition place) {
        int last = points.size() - 1;
        while (last >= 0 && points.get(last).position().compareTo(place) > 0) {
            last--;
        }
        return last;
    }

    BigDecimal sum() {
        return points.isEmpty() ? forgotten : points.get(points.size() - 1).sum();
    }

    /** The sum at a place in the log; null for before all of it, where nothing was added yet. */
    BigDecimal sumAt(@Nullable LogPosition position) {
        if (position == null) {
            return BigDecimal.ZERO;
        }
        int last = lastUpTo(points, position);
        return last < 0 ? forgotten : points.get(last).sum();
    }

    /** The sum after the write at a place in the log. */
    public record Point(LogPosition position, BigDecimal sum) {}
}
