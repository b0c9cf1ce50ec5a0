package io.evobridge.compose.torture.check;

import java.util.List;

/** Finds one kind of violation. Pure: the same run gives the same answer. */
@FunctionalInterface
public interface Check {

    /** What every run is judged by. */
    static List<Check> all() {
        return List.of(
                new AgreementCheck(),
                new DurabilityCheck(),
                new RegisterCheck(),
                new StepBackCheck(),
                new SetCheck(),
                new CounterCheck(),
                new BankCheck(),
                new AppendCheck());
    }

    List<Violation> of(FinishedRun run);
}
