package io.evobridge.compose.torture.check;

import io.evobridge.compose.ConflictRecord;
import io.evobridge.compose.Rows;
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
 * No committed write of a register is simply gone: it is the result, or a write that knew it has replaced it, or it stands
 * in the conflicts. And nothing that was replaced is the result.
 */
final class RegisterCheck implements Check {

    private static final String NAME = "register";

    @Override
    public List<Violation> of(FinishedRun run) {
        Registers registers = new Registers(run);
        List<Violation> violations = new ArrayList<>();
        run.committed(Shapes.CELL, Action.WRITE, Action.DELETE)
                .filter(write -> !registers.accounts(write))
                .forEach(write -> violations.add(new Violation(
                        NAME,
                        "a committed write is gone, neither the result nor replaced nor in the conflicts: " + write)));
        run.states().forEach((place, entities) -> {
            Rows cells = run.rows(place, Shapes.CELL);
            for (String key : cells.byKey().keySet()) {
                String word = cells.text(key, Shapes.CONTENT).orElse("");
                if (!registers.written.contains(key + "=" + word)) {
                    violations.add(new Violation(NAME, place + " holds " + key + "=" + word + ", which nobody wrote"));
                }
                if (registers.replacedBy.containsKey(key + "=" + word)) {
                    violations.add(new Violation(
                            NAME,
                            place + " holds " + key + "=" + word + ", which was replaced by "
                                    + registers.replacedBy.get(key + "=" + word)));
                }
            }
        });
        return violations;
    }

    /** What became of each word; a deletion is known by the key alone. */
    private static final class Registers {

        private final Set<String> written = new HashSet<>();
        private final Map<String, Operation> replacedBy = new HashMap<>();
        private final Set<String> inConflict = new HashSet<>();
        private final Set<String> results = new HashSet<>();
        private final Map<String, Long> lastFoundAbsentNanos = new HashMap<>();
        private final Set<String> present = new HashSet<>();

        Registers(FinishedRun run) {
            run.committed(Shapes.CELL, Action.WRITE, Action.DELETE).forEach(write -> {
                String key = write.key();
                if (write.is(Action.WRITE)) {
                    written.add(key + "=" + write.value());
                }
                Optional<String> found = write.found();
                if (found.isPresent()) {
                    replacedBy.put(key + "=" + found.get(), write);
                } else {
                    lastFoundAbsentNanos.merge(key, write.endedNanos(), Math::max);
                }
            });
            for (ConflictRecord conflict : run.conflicts()) {
                for (ConflictRecord.Version version : conflict.versions()) {
                    var row = version.row();
                    inConflict.add(conflict.key() + (row == null ? "" : "=" + row.get(Shapes.CONTENT)));
                }
            }
            run.states().keySet().forEach(place -> {
                Rows cells = run.rows(place, Shapes.CELL);
                cells.byKey().keySet().forEach(key -> {
                    present.add(key);
                    results.add(key + "=" + cells.text(key, Shapes.CONTENT).orElse(""));
                });
            });
        }

        boolean accounts(Operation write) {
            String key = write.key();
            if (write.is(Action.DELETE)) {
                return !present.contains(key)
                        || lastFoundAbsentNanos.getOrDefault(key, -1L) > write.invokedNanos()
                        || inConflict.contains(key);
            }
            String word = key + "=" + write.value();
            return results.contains(word) || replacedBy.containsKey(word) || inConflict.contains(word);
        }
    }
}
