package io.evobridge.resolver.core.merge;

import java.util.Comparator;
import java.util.List;

/**
 * The version with the greatest HLC wins; equal readings go to the node whose name sorts last. A total order, because a
 * key holds at most one version of each node: so the winner is the same for any order of arrival.
 */
public final class LastWriterWins implements MergePolicy {

    private static final Comparator<Version> ORDER = Comparator.comparing(Version::hlc)
            .thenComparing(version -> version.dot().node());

    @Override
    public String word() {
        return "lww";
    }

    @Override
    public Decision decide(List<Version> versions) {
        Version winner = versions.stream()
                .max(ORDER)
                .orElseThrow(() -> new IllegalArgumentException("nothing to decide: no version"));
        String reason = versions.size() == 1
                ? "only one version"
                : "written last: " + winner.dot().node() + " at " + winner.hlc();
        return new Decision(winner, reason);
    }
}
