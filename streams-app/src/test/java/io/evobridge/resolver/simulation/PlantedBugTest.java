package io.evobridge.resolver.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is worth what it finds: every planted bug, within few seeds. */
class PlantedBugTest {

    private static final long ENOUGH_SEEDS = Long.getLong("simulation.bug.seeds", 1_000L);

    @ParameterizedTest
    @EnumSource
    void everyPlantedBugIsFound(PlantedBug bug) {
        for (long seed = 0; seed < ENOUGH_SEEDS; seed++) {
            try {
                Simulation.run(seed, PlantedBugs.of(bug));
            } catch (AssertionError found) {
                String promise =
                        String.valueOf(found.getMessage()).lines().findFirst().orElse("");
                System.out.printf("| `%s` | %d | %s |%n", bug, seed + 1, promise.replaceFirst(".*?: ", ""));
                assertThat(found).hasMessageContaining("-Dsimulation.seed=" + seed);
                return;
            }
        }
        fail("none of " + ENOUGH_SEEDS + " seeds shows " + bug);
    }
}
