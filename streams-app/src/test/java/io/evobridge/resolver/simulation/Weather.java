package io.evobridge.resolver.simulation;

import io.evobridge.resolver.core.causality.DriftLimit;
import io.evobridge.resolver.core.causality.DriftPolicy;
import java.util.Random;

/**
 * What a seed's world is like: how large it is and how often each thing happens. Drawn anew for each seed, because faults
 * that are all equally likely hide each other (Groce et al., "Swarm Testing", 2012).
 *
 * @param nodes databases
 * @param partitions of every topic
 * @param keys that are written
 * @param steps until the writers stop
 * @param values how many different names applications write; few make equal rows and rows that come back
 * @param memorySize rows that a sink remembers
 * @param maxMillisPerStep time that passes at most between two events
 * @param driftMillis how far ahead a commit time is believed
 * @param exactlyOnce whether the resolver's outputs arrive with its offsets or not at all
 * @param slowTopic whose records arrive seldom: {@code changelog} or one of the resolver's outputs; empty for none
 * @param greedy whether the resolver reads one source to its end before it turns to the others, mostly
 * @param write weight of an application's transaction
 * @param capture weight of captured events
 * @param resolve weight of resolved records
 * @param arrive weight of outputs that arrive
 * @param commit weight of a commit of the resolver
 * @param sink weight of either half of a sink's transaction
 * @param crash weight of each kind of crash
 * @param turnClock weight of a database's clock being turned
 * @param cutOff weight of somebody being away for a while
 */
record Weather(
        int nodes,
        int partitions,
        int keys,
        int steps,
        int values,
        int memorySize,
        int maxMillisPerStep,
        long driftMillis,
        boolean exactlyOnce,
        String slowTopic,
        boolean greedy,
        int write,
        int capture,
        int resolve,
        int arrive,
        int commit,
        int sink,
        int crash,
        int turnClock,
        int cutOff) {

    private static final int MAX_NODES = 6;
    private static final long PATIENT_MILLIS = 600_000;
    private static final long STRICT_MILLIS = 5_000;

    static Weather of(Random random) {
        int steps = 30 + Math.min(random.nextInt(40), random.nextInt(40)) * 7;
        return new Weather(
                2 + Math.min(random.nextInt(MAX_NODES - 1), random.nextInt(MAX_NODES - 1)),
                1 + random.nextInt(2),
                1 + random.nextInt(4),
                steps,
                pick(random, 1, 2, 1_000_000, 1_000_000),
                pick(random, 0, 1, 100, 100),
                pick(random, 0, 1, 20, 2_000),
                random.nextBoolean() ? PATIENT_MILLIS : STRICT_MILLIS,
                random.nextInt(4) == 0,
                pick(random, "", "", Producer.CHANGELOG, ResolverTask.RESOLVED, ResolverTask.CONFLICTS),
                random.nextInt(3) == 0,
                pick(random, 5, 20, 60),
                pick(random, 10, 40, 80),
                pick(random, 10, 40, 80),
                pick(random, 10, 40, 80),
                pick(random, 0, 5, 20),
                pick(random, 20, 60, 100),
                pick(random, 0, 2, 10, 20),
                pick(random, 0, 5),
                pick(random, 0, 0, 3));
    }

    DriftLimit drift() {
        return new DriftLimit(driftMillis, DriftPolicy.CLAMP);
    }

    private static int pick(Random random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
