package io.evobridge.resolver.simulation;

import io.evobridge.resolver.core.causality.Dot;
import io.evobridge.resolver.core.merge.Decision;
import io.evobridge.resolver.core.merge.MergePolicy;
import io.evobridge.resolver.core.merge.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@link PlantedBug#NO_TIE_BREAK}: last writer wins, but among equal readings it is the one that came first. */
final class FirstOfEqualsWins implements MergePolicy {

    private final List<Dot> arrived = new ArrayList<>();

    @Override
    public String word() {
        return "lww";
    }

    @Override
    public Decision decide(List<Version> versions) {
        versions.stream()
                .map(Version::dot)
                .filter(dot -> !arrived.contains(dot))
                .forEach(arrived::add);
        Version winner = versions.stream()
                .max(Comparator.comparing(Version::hlc).thenComparing(version -> -arrived.indexOf(version.dot())))
                .orElseThrow();
        return new Decision(winner, "came first");
    }
}
