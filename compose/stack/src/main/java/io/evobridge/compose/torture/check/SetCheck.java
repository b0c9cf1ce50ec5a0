package io.evobridge.compose.torture.check;

import io.evobridge.compose.torture.history.Action;
import io.evobridge.compose.torture.history.Operation;
import io.evobridge.compose.torture.workload.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Every committed insert is everywhere, and nothing else is. */
final class SetCheck implements Check {

    private static final String NAME = "set";

    @Override
    public List<Violation> of(FinishedRun run) {
        Map<String, String> expected = new HashMap<>();
        run.committed(Shapes.ELEMENT, Action.ADD).forEach((Operation add) -> expected.put(add.key(), add.value()));
        List<Violation> violations = new ArrayList<>();
        run.states().keySet().forEach(place -> {
            SortedMap<String, SortedMap<String, String>> rows =
                    run.rows(place, Shapes.ELEMENT).byKey();
            expected.forEach((key, note) -> {
                SortedMap<String, String> row = rows.get(key);
                if (row == null || !note.equals(row.get(Shapes.ELEMENT_NOTE))) {
                    violations.add(new Violation(
                            NAME,
                            place + " has " + (row == null ? "lost " : "changed ") + key + ", inserted as " + note));
                }
            });
            rows.keySet().stream()
                    .filter(key -> !expected.containsKey(key))
                    .forEach(key ->
                            violations.add(new Violation(NAME, place + " holds " + key + ", which nobody inserted")));
        });
        return violations;
    }
}
