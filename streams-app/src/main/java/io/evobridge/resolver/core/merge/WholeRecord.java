package io.evobridge.resolver.core.merge;

import io.evobridge.resolver.core.merge.field.Precedence;
import java.util.Comparator;
import java.util.List;

/**
 * One version prevails, whole. The order is total, because a key holds at most one version of each node: so the winner
 * is the same for any order of arrival.
 *
 * @param word see {@link MergePolicy#word}
 * @param precedence the greatest prevails
 * @param deletions whether a deletion prevails over a change
 */
public record WholeRecord(String word, Precedence precedence, Deletions deletions) implements MergePolicy {

    /** The version with the greatest HLC wins; equal readings go to the node whose name sorts last. */
    public static final WholeRecord LAST_WRITER_WINS = new WholeRecord("lww", Precedence.LAST_WRITER, Deletions.LWW);

    @Override
    public Decision decide(List<Version> versions) {
        if (versions.size() == 1) {
            return new Decision(versions.get(0), "only one version");
        }
        Comparator<Version> byTime = Comparator.comparing(Version::stamp, precedence.withTimeFirst());
        List<Version> admitted = deletions.admit(versions, byTime);
        Version winner = admitted.stream()
                .max(Comparator.comparing(Version::stamp, precedence))
                .orElseThrow(() -> new IllegalArgumentException("nothing to decide: no version"));
        return new Decision(winner, reason(versions, admitted, winner));
    }

    private String reason(List<Version> versions, List<Version> admitted, Version winner) {
        String why =
                precedence.nodeFirst() ? "of the preferred node: " : winner.snapshot() ? "found: " : "written last: ";
        String who = why + winner.dot().node() + " at " + winner.hlc();
        return admitted.size() == versions.size() ? who : deletions.sentence(winner.isDeletion()) + "; " + who;
    }
}
