package io.evobridge.compose.torture.check;

import io.evobridge.compose.ConflictRecord;
import io.evobridge.compose.Rows;
import io.evobridge.compose.torture.history.Action;
import io.evobridge.compose.torture.history.Ending;
import io.evobridge.compose.torture.history.Invocation;
import io.evobridge.compose.torture.history.Operation;
import io.evobridge.compose.torture.workload.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds finished runs of two databases by hand. A run that nothing is said about passes every check. */
final class Runs {

    private final List<Operation> operations = new ArrayList<>();
    private final Set<Long> committed = new HashSet<>();
    private final Map<String, Map<String, SortedMap<String, SortedMap<String, String>>>> states = new HashMap<>();
    private final List<ConflictRecord> conflicts = new ArrayList<>();

    Runs() {
        for (String place : List.of("a", "b")) {
            Map<String, SortedMap<String, SortedMap<String, String>>> entities = new HashMap<>();
            for (String entity : List.of(Shapes.CELL, Shapes.ELEMENT, Shapes.TALLY, Shapes.ACCOUNT, Shapes.PAGE)) {
                entities.put(entity, new TreeMap<>());
            }
            states.put(place, entities);
            Shapes.tallies().forEach(key -> holds(place, Shapes.TALLY, key, Shapes.TOTAL, "0"));
            Shapes.accounts()
                    .forEach(key ->
                            holds(place, Shapes.ACCOUNT, key, Shapes.BALANCE, Long.toString(Shapes.OPENING_BALANCE)));
            Shapes.pages().forEach(key -> holds(place, Shapes.PAGE, key, Shapes.WORDS, Shapes.FIRST_WORD));
        }
    }

    /** An acknowledged operation; it is in the journal unless it is a read. */
    Runs ok(int process, String entity, Action action, String key, String value, String found) {
        return add(process, entity, action, key, value, found, Ending.OK, action != Action.READ);
    }

    /** An operation whose answer is missing. */
    Runs info(int process, String entity, Action action, String key, String value, String found, boolean isCommitted) {
        return add(process, entity, action, key, value, found, Ending.INFO, isCommitted);
    }

    /** An acknowledged write that the database has lost. */
    Runs lostByItsDatabase(String entity, Action action, String key, String value) {
        return add(0, entity, action, key, value, "", Ending.OK, false);
    }

    private Runs add(
            int process,
            String entity,
            Action action,
            String key,
            String value,
            String found,
            Ending ending,
            boolean isCommitted) {
        long id = operations.size();
        operations.add(new Operation(
                new Invocation(id, process, process == 0 ? "a" : "b", entity, action, key, value),
                ending,
                found.isEmpty() ? Optional.empty() : Optional.of(found),
                id,
                id,
                ""));
        if (isCommitted) {
            committed.add(id);
        }
        return this;
    }

    Runs holds(String place, String entity, String key, String field, String text) {
        states.getOrDefault(place, Map.of())
                .getOrDefault(entity, new TreeMap<>())
                .computeIfAbsent(key, any -> new TreeMap<>())
                .put(field, text);
        return this;
    }

    Runs everywhere(String entity, String key, String field, String text) {
        states.keySet().forEach(place -> holds(place, entity, key, field, text));
        return this;
    }

    /** A version that a conflict has recorded. */
    Runs conflict(String key, String field, String text) {
        conflicts.add(new ConflictRecord(
                key, "lww", "", List.of(new ConflictRecord.Version("a", false, new TreeMap<>(Map.of(field, text))))));
        return this;
    }

    /** A deletion that a conflict has recorded. */
    Runs deletionInConflict(String key) {
        conflicts.add(new ConflictRecord(key, "lww", "", List.of(new ConflictRecord.Version("a", false, null))));
        return this;
    }

    FinishedRun run() {
        Map<String, Map<String, Rows>> places = new HashMap<>();
        states.forEach((place, entities) -> {
            Map<String, Rows> rows = new HashMap<>();
            entities.forEach((entity, byKey) -> {
                Set<String> fields = new HashSet<>();
                byKey.values().forEach(row -> fields.addAll(row.keySet()));
                rows.put(entity, new Rows(fields, byKey));
            });
            places.put(place, rows);
        });
        return new FinishedRun(operations, committed, places, conflicts);
    }

    /** What all checks find, as text. */
    List<String> violations() {
        FinishedRun run = run();
        return Check.all().stream()
                .flatMap(check -> check.of(run).stream())
                .map(Violation::toString)
                .toList();
    }
}
