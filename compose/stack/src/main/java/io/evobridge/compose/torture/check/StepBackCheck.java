package io.evobridge.compose.torture.check;

import io.evobridge.compose.torture.history.Action;
import io.evobridge.compose.torture.history.Operation;
import io.evobridge.compose.torture.workload.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * No application sees a register go back: not to a word that it has seen before another one, and not to one that a word
 * it has seen had replaced, on whatever database. Its own last write is among what it has seen. A word of somebody else
 * that did not know its write may win over it; an older one never.
 */
final class StepBackCheck implements Check {

    @Override
    public List<Violation> of(FinishedRun run) {
        Map<String, String> replaced = new HashMap<>();
        run.committed(Shapes.CELL, Action.WRITE)
                .forEach(write -> write.found().ifPresent(found -> replaced.put(write.value(), found)));
        Map<String, Reader> readers = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        for (Operation operation : run.operations()) {
            if (operation.invocation().entity().equals(Shapes.CELL) && operation.isOk()) {
                String who = operation.invocation().process() + " of " + operation.key();
                Reader reader = readers.computeIfAbsent(who, name -> new Reader());
                reader.observe(operation, replaced).ifPresent(violations::add);
            }
        }
        return violations;
    }

    /** One process and one register. */
    private static final class Reader {

        private final Set<String> past = new HashSet<>();
        private String present = "";

        Optional<Violation> observe(Operation operation, Map<String, String> replaced) {
            Optional<Violation> violation = operation.found().flatMap(word -> see(word, replaced, operation));
            if (operation.is(Action.WRITE)) {
                see(operation.value(), replaced, operation);
            }
            return violation;
        }

        private Optional<Violation> see(String word, Map<String, String> replaced, Operation operation) {
            if (word.equals(present)) {
                return Optional.empty();
            }
            for (String older = present; older != null && past.add(older); ) {
                older = replaced.get(older);
            }
            String before = present;
            present = word;
            return past.contains(word)
                    ? Optional.of(new Violation(
                            "step back",
                            operation.key() + " went from " + before + " back to the older " + word + " in "
                                    + operation.node() + ", seen by " + operation))
                    : Optional.empty();
        }
    }
}
