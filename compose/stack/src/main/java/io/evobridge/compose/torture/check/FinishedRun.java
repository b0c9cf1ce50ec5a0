package io.evobridge.compose.torture.check;

import io.evobridge.compose.ConflictRecord;
import io.evobridge.compose.Rows;
import io.evobridge.compose.torture.history.Action;
import io.evobridge.compose.torture.history.Operation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is left of a run once everything is quiet.
 *
 * @param operations what applications asked and were answered
 * @param committed ids of the writes that the databases' journals hold
 * @param states place (each database, and the resolved topics) → entity → its rows
 * @param conflicts the conflicts topic
 */
public record FinishedRun(
        List<Operation> operations,
        Set<Long> committed,
        Map<String, Map<String, Rows>> states,
        List<ConflictRecord> conflicts) {

    public FinishedRun {
        operations = List.copyOf(operations);
        committed = Set.copyOf(committed);
        states = Map.copyOf(states);
        conflicts = List.copyOf(conflicts);
    }

    /** Writes of these kinds to an entity that are in some database, whatever the application was told. */
    Stream<Operation> committed(String entity, Action... actions) {
        Set<Action> wanted = Set.of(actions);
        return operations.stream()
                .filter(operation -> operation.invocation().entity().equals(entity))
                .filter(operation -> wanted.contains(operation.invocation().action()))
                .filter(operation -> committed.contains(operation.id()));
    }

    Rows rows(String place, String entity) {
        return Objects.requireNonNull(
                Objects.requireNonNull(states.get(place), place).get(entity), entity);
    }
}
