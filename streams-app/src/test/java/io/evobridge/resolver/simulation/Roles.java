package io.evobridge.resolver.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What each node of a world does, as the bridge file would say.
 *
 * @param both nodes that applications and sinks write
 * @param sources nodes that only applications write
 * @param sinks nodes that only sinks write
 * @param late those of the first two that join when the bridge is running, with rows of their own
 */
record Roles(SortedSet<String> both, SortedSet<String> sources, SortedSet<String> sinks, SortedSet<String> late) {

    static Roles of(Random random, int nodes) {
        boolean mixed = random.nextInt(3) == 0;
        List<SortedSet<String>> roles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            roles.add(new TreeSet<>());
        }
        for (int i = 1; i <= nodes; i++) {
            int role = i > 1 && mixed ? Math.max(0, random.nextInt(6) - 3) : 0;
            roles.get(role).add("n" + i);
            if (i == nodes && i > 2 && role < 2 && random.nextInt(3) == 0) {
                roles.get(3).add("n" + i);
            }
        }
        return new Roles(roles.get(0), roles.get(1), roles.get(2), roles.get(3));
    }

    /** Nodes that applications write, and whose log is captured. */
    List<String> captured() {
        List<String> captured = new ArrayList<>(both);
        captured.addAll(sources);
        Collections.sort(captured);
        return captured;
    }

    /** The captured nodes with or without those that are late. */
    SortedSet<String> captured(boolean joined) {
        return joined ? new TreeSet<>(captured()) : without(captured());
    }

    /** The nodes of both kinds with or without those that are late. */
    SortedSet<String> both(boolean joined) {
        return joined ? both : without(both);
    }

    private SortedSet<String> without(Collection<String> nodes) {
        return nodes.stream().filter(node -> !late.contains(node)).collect(Collectors.toCollection(TreeSet::new));
    }
}
