package io.evobridge.resolver.simulation;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {

    @Test
    void everySeedKeepsEveryPromise() {
        Long one = Long.getLong("simulation.seed");
        LongStream seeds =
                one != null ? LongStream.of(one) : LongStream.range(0, Long.getLong("simulation.seeds", 1_000L));
        seeds.parallel().forEach(seed -> Simulation.run(seed, PlantedBugs.NONE));
    }
}
