package io.evobridge.compose.torture.check;

import io.evobridge.compose.torture.history.Action;
import java.util.List;

/** What a database has acknowledged it still holds. A violation is the database's, and makes the other checks moot. */
final class DurabilityCheck implements Check {

    @Override
    public List<Violation> of(FinishedRun run) {
        return run.operations().stream()
                .filter(operation -> operation.isOk() && !operation.is(Action.READ))
                .filter(operation -> !run.committed().contains(operation.id()))
                .map(operation -> new Violation(
                        "durability", operation.node() + " has acknowledged and then lost " + operation.invocation()))
                .toList();
    }
}
