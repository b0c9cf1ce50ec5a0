package io.evobridge.resolver.simulation;

/** One seed, one world, from beginning to end. */
final class Simulation {

    private Simulation() {}

    /** Runs a world; throws an {@link AssertionError} that says how to replay it. */
    static void run(long seed, PlantedBugs bugs) {
        World world = new World(seed, bugs);
        try {
            world.run();
        } catch (Violation | RuntimeException e) {
            throw new AssertionError(
                    "-Dsimulation.seed=" + seed + " replays this: " + e.getMessage() + System.lineSeparator()
                            + world.weather + world.trace,
                    e);
        }
    }
}
