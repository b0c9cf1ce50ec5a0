package io.evobridge.resolver.core.merge.field;

import io.evobridge.contract.LogPosition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

    Deltas add(LogPosition position, BigDecimal delta) {
        List<Point> grown = new ArrayList<>(points);
        grown.add(new Point(position, sum().add(delta)));
        return grown.size() <= MAX_POINTS
                ? new Deltas(forgotten, grown)
                : new Deltas(grown.get(0).sum(), grown.subList(1, grown.size()));
    }

    BigDecimal sum() {
        return points.isEmpty() ? forgotten : points.get(points.size() - 1).sum();
    }

    /** The sum at a place in the log; null for before it. */
    BigDecimal sumAt(@Nullable LogPosition position) {
        BigDecimal sum = forgotten;
        for (Point point : points) {
            if (position == null || point.position().compareTo(position) > 0) {
                break;
            }
            sum = point.sum();
        }
        return sum;
    }

    /** The sum after the write at a place in the log. */
    public record Point(LogPosition position, BigDecimal sum) {}
}
