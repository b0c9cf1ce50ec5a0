package io.evobridge.compose.torture.check;

import io.evobridge.compose.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every database and the resolved topics hold the same rows, field by field. */
public final class AgreementCheck implements Check {

    @Override
    public List<Violation> of(FinishedRun run) {
        return differences(run.states()).stream()
                .map(difference -> new Violation("agreement", difference))
                .toList();
    }

    /** A sentence for each row on which two places differ. */
    public static List<String> differences(Map<String, Map<String, Rows>> states) {
        SortedMap<String, Map<String, Rows>> places = new TreeMap<>(states);
        List<String> differences = new ArrayList<>();
        if (places.isEmpty()) {
            return differences;
        }
        String first = places.firstKey();
        places.tailMap(first + "\0").forEach((place, entities) -> {
            new TreeMap<>(entities).forEach((entity, rows) -> {
                Rows expected = states.getOrDefault(first, Map.of()).get(entity);
                if (expected != null) {
                    differences.addAll(expected.differences(first, place, rows));
                }
            });
        });
        return differences;
    }
}
