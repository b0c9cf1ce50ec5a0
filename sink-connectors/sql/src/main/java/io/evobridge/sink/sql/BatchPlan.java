package io.evobridge.sink.sql;

import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowKey;
import io.evobridge.sink.common.row.RowShape;
import io.evobridge.sink.sql.dialect.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the changes of a batch into few statements that have the same effect as one after the other. States that a later
 * change of the same key replaces in full are left out. Where the database may hold two different key texts for equal
 * (a collation), the order between keys is kept; elsewhere only the order within a key counts.
 */
final class BatchPlan {

    private BatchPlan() {}

    private record Identity(String collection, RowKey key) {}

    private record Group(
            int round, String collection, @Nullable RowShape shape) {}

    /** Leaves out every change whose effect a later one of the same key replaces. */
    static List<RowChange> lastStates(List<RowChange> changes) {
        Map<Identity, RowChange> later = new HashMap<>();
        Deque<RowChange> kept = new ArrayDeque<>(changes.size());
        for (int i = changes.size() - 1; i >= 0; i--) {
            RowChange change = changes.get(i);
            Identity identity = new Identity(change.collection(), change.key());
            if (!replaces(later.get(identity), change)) {
                later.put(identity, change);
                kept.addFirst(change);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean replaces(@Nullable RowChange later, RowChange earlier) {
        if (later == null) {
            return false;
        }
        Row row = later.row();
        Row before = earlier.row();
        // A deletion before an upsert stays: it clears the columns that the upsert does not name.
        return row == null || (before != null && row.shape().covers(before.shape()));
    }

    /** Groups changes into steps; changes of collections without a table are deletions of nothing. */
    static List<WriteStep> steps(List<RowChange> changes, Map<String, Table> tables) {
        Map<Group, List<RowChange>> groups = new LinkedHashMap<>();
        Map<Identity, Integer> rounds = new HashMap<>();
        Group last = null;
        int run = 0;
        for (RowChange change : changes) {
            Table table = tables.get(change.collection());
            if (table == null) {
                continue;
            }
            Row row = change.row();
            RowShape shape = row == null ? null : row.shape();
            Group group;
            if (table.comparesExactly(change.key().names())) {
                Identity identity = new Identity(change.collection(), change.key());
                group = new Group(rounds.merge(identity, 1, Integer::sum), change.collection(), shape);
            } else {
                Group same = new Group(run, change.collection(), shape);
                group = same.equals(last) ? same : new Group(++run, change.collection(), shape);
                last = group;
            }
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(change);
        }
        return groups.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<Group, List<RowChange>> entry) ->
                        entry.getKey().round()))
                .map(entry -> new WriteStep(
                        java.util.Objects.requireNonNull(
                                tables.get(entry.getKey().collection())),
                        entry.getKey().shape(),
                        List.copyOf(entry.getValue())))
                .toList();
    }
}
