package io.evobridge.resolver.core.merge;

import io.evobridge.contract.Hlc;
import io.evobridge.resolver.core.causality.VersionVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
 */
public record KeyState(List<Version> versions, VersionVector seen, long sequence) {

    /** A key that nobody has written. */
    public static final KeyState EMPTY = new KeyState(List.of(), VersionVector.EMPTY, 0);

    public KeyState {
        versions = List.copyOf(versions);
        if (versions.stream().map(version -> version.dot().node()).distinct().count() != versions.size()) {
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
                later(sequence + 1, write.hlc().bits()));
        return concurrent.size() == 1 ? new Outcome.Applied(merged) : new Outcome.Conflict(merged);
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
