package io.evobridge.load.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Costs COSTS = new Costs(30, 50, 1, 25, 25, 150, 20, 40, 1_000, 250);

    @Test
    void everyWriteIsCopiedToEveryOtherNode() {
        Outcome two = BridgeSimulation.run(COSTS, new Workload(2, 50, 1));
        Outcome four = BridgeSimulation.run(COSTS, new Workload(4, 50, 1));

        assertThat(two.copies()).isBetween(50L, 150L);
        assertThat(four.copies() % 3).isZero();
        assertThat(four.copies())
                .isEqualTo(TwoPhaseSimulation.run(COSTS, new Workload(4, 50, 1)).copies());
    }

    @Test
    void theSameWorkloadEndsTheSame() {
        Outcome first = BridgeSimulation.run(COSTS, new Workload(8, 20, 1));
        Outcome second = BridgeSimulation.run(COSTS, new Workload(8, 20, 1));

        assertThat(second.overheadMicros()).isEqualTo(first.overheadMicros());
        assertThat(second.messages()).isEqualTo(first.messages());
    }

    @Test
    void whoHasMoreToDoSendsFewerMessagesForEachCopy() {
        Outcome calm = BridgeSimulation.run(COSTS, new Workload(4, 20, 1));
        Outcome busy = BridgeSimulation.run(COSTS, new Workload(4, 2_000, 1));

        assertThat(busy.messages()).isLessThan(calm.messages() / 2);
    }

    @Test
    void twoPhaseCommitPaysWhatItAddsForEachCopy() {
        Outcome idle = TwoPhaseSimulation.run(COSTS, new Workload(2, 1, 20));

        assertThat(idle.overheadMicros()).isCloseTo(COSTS.twoPhase(), within(1e-6));
    }
}
