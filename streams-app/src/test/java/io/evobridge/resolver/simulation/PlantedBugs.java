package io.evobridge.resolver.simulation;

import java.util.EnumSet;
import java.util.Set;

/** The bugs of a world: none, except where the simulation itself is tested. */
record PlantedBugs(Set<PlantedBug> bugs) {

    static final PlantedBugs NONE = new PlantedBugs(EnumSet.noneOf(PlantedBug.class));

    static PlantedBugs of(PlantedBug bug) {
        return new PlantedBugs(EnumSet.of(bug));
    }

    boolean has(PlantedBug bug) {
        return bugs.contains(bug);
    }
}
