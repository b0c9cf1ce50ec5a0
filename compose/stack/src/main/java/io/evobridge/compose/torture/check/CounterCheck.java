package io.evobridge.compose.torture.check;

import io.evobridge.compose.torture.history.Action;
import io.evobridge.compose.torture.workload.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every counter is the sum of all committed increments. */
final class CounterCheck implements Check {

    @Override
    public List<Violation> of(FinishedRun run) {
        Map<String, Long> sums = new HashMap<>();
        Shapes.tallies().forEach(key -> sums.put(key, 0L));
        run.committed(Shapes.TALLY, Action.INCREMENT)
                .forEach(increment -> sums.merge(increment.key(), Long.parseLong(increment.value()), Long::sum));
        return differences("counter", Shapes.TALLY, Shapes.TOTAL, sums, run);
    }

    /** A violation for each place and key whose number is another one. */
    static List<Violation> differences(
            String check, String entity, String field, Map<String, Long> expected, FinishedRun run) {
        List<Violation> violations = new ArrayList<>();
        run.states()
                .keySet()
                .forEach(place -> expected.forEach((key, sum) -> {
                    String found = run.rows(place, entity).text(key, field).orElse("nothing");
                    if (!found.equals(Long.toString(sum))) {
                        violations.add(
                                new Violation(check, place + " holds " + found + " in " + key + " instead of " + sum));
                    }
                }));
        return violations;
    }
}
