package io.evobridge.sink.sql;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.sink.common.RowBatch;
import io.evobridge.sink.common.WriteResult;
import io.evobridge.sink.common.fence.Fence;
import io.evobridge.sink.common.fence.FenceTerms;
import io.evobridge.sink.common.row.FieldNaming;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowKey;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a sink into a database that applications write, too. It locks the rows of a batch and compares them
 * with what the resolver knew of them. A row that differs holds a local write that is still on its way: it is left alone,
 * and the refusal travels back through the database's log, as everything else that the transaction tells.
 * {@code docs/active-active.md} is the specification.
 */
final class FencedWrites {

    private static final long NO_MARKER = -1;

    private final Dialect dialect;
    private final String node;
    private final int memoryKeyCount;
    private final Map<TopicPartition, Fence> fences = new HashMap<>();
    private final FieldNaming naming;
    private final ProgressTable progress;
    private final Map<TopicPartition, Long> sequences;
    private final LockedRows rows;
    private final RowStatements inserts;
    private final RowStatements updates;

    /**
     * Writes for one node.
     *
     * @param node name of the node in the bridge
     * @param memoryKeyCount of how many rows of a partition it is remembered how they were left
     * @param sequences partition → offset of the last record applied, as this task knows it; shared with the writer
     */
    FencedWrites(
            Dialect dialect,
            String node,
            int memoryKeyCount,
            FieldNaming naming,
            ProgressTable progress,
            Map<TopicPartition, Long> sequences) {
        this.dialect = dialect;
        this.node = node;
        this.memoryKeyCount = memoryKeyCount;
        this.naming = naming;
        this.progress = progress;
        this.sequences = sequences;
        this.rows = new LockedRows(dialect);
        this.inserts = new RowStatements(dialect, InsertMode.INSERT);
        this.updates = new RowStatements(dialect, InsertMode.UPSERT);
    }

    /** The last change of each key, less those that the node provably holds. */
    List<RowChange> open(RowBatch batch) {
        Map<String, RowChange> last = new LinkedHashMap<>();
        for (RowChange change : batch.changes()) {
            last.put(key(change), change);
        }
        List<RowChange> open = new ArrayList<>();
        last.forEach((key, change) -> {
            if (!FenceTerms.of(change.source(), node).held()) {
                open.add(change);
            }
        });
        return open;
    }

    /**
     * One attempt. Throws SQLException with a duplicate key where somebody else has inserted a row in between: then
     * begin again.
     *
     * @param open what {@link #open} left of the batch, at least one
     * @param tables by collection
     * @return null where another task has moved the marker: then begin again
     */
    @Nullable
    WriteResult attempt(Connection connection, RowBatch batch, List<RowChange> open, Map<String, Table> tables)
            throws SQLException {
        TopicPartition partition = batch.partition();
        Long known = sequences.get(partition);
        Long expected = known;
        List<RowChange> unapplied = open;
        if (known == null || known >= batch.firstOffset()) {
            known = progress.lock(connection, partition);
            if (known != null) {
                long stored = known;
                sequences.put(partition, stored);
                if (!known.equals(expected)) {
                    fences.remove(partition);
                }
                unapplied =
                        open.stream().filter(change -> change.offset() > stored).toList();
            }
        }
        if (unapplied.isEmpty()) {
            connection.rollback();
            return new WriteResult(0, 0, batch.size(), List.of());
        }
        Fence fence = fence(partition, known);
        FencedBatch fenced = judge(connection, fence, unapplied, tables);
        if (fenced.isSilent()) {
            connection.rollback();
            return new WriteResult(0, 0, batch.size(), List.of());
        }
        Marker marker = fenced.marker(batch.nextOffset() - 1);
        if (known == null) {
            progress.insert(connection, partition, marker);
        } else if (!progress.advance(connection, partition, known, marker)) {
            connection.rollback();
            sequences.remove(partition);
            fences.remove(partition);
            return null;
        }
        write(connection, updates, fenced.deleted(), tables);
        write(connection, updates, fenced.updated(), tables);
        write(connection, inserts, fenced.added(), tables);
        connection.commit();
        sequences.put(partition, marker.sequence());
        fenced.evidence().committed(fence, marker.sequence());
        int refused = fenced.evidence().refusedCount();
        return new WriteResult(
                fenced.upsertedCount(),
                fenced.deletedCount(),
                batch.size() - unapplied.size() + fenced.skippedCount(),
                refused,
                List.of());
    }

    /** Another task may write these partitions from now on. */
    void release() {
        fences.clear();
    }

    /** A fence without a memory takes it that every row may have been written up to the marker that is there. */
    private Fence fence(TopicPartition partition, @Nullable Long stored) {
        return fences.computeIfAbsent(partition, any -> new Fence(memoryKeyCount, stored == null ? NO_MARKER : stored));
    }

    private FencedBatch judge(Connection connection, Fence fence, List<RowChange> changes, Map<String, Table> tables)
            throws SQLException {
        FencedBatch batch = new FencedBatch();
        Map<String, List<RowChange>> byCollection = new LinkedHashMap<>();
        changes.forEach(change -> byCollection
                .computeIfAbsent(change.collection(), any -> new ArrayList<>())
                .add(change));
        for (Map.Entry<String, List<RowChange>> entry : byCollection.entrySet()) {
            Table table = tables.get(entry.getKey());
            if (table == null) {
                // A table that is still to be created holds nothing.
                entry.getValue().forEach(change -> judge(fence, batch, change, null, null));
                continue;
            }
            MappedColumns mapped =
                    new MappedColumns(dialect, table, entry.getValue().get(0).entity(), naming);
            Map<RowKey, SortedMap<String, @Nullable String>> found = new HashMap<>();
            for (List<RowChange> same : byKeyFields(entry.getValue())) {
                found.putAll(rows.read(connection, table, mapped, same));
            }
            entry.getValue().forEach(change -> judge(fence, batch, change, mapped, found.get(change.key())));
        }
        return batch;
    }

    private static Iterable<List<RowChange>> byKeyFields(List<RowChange> changes) {
        Map<List<String>, List<RowChange>> groups = new LinkedHashMap<>();
        changes.forEach(change -> groups.computeIfAbsent(change.key().names(), any -> new ArrayList<>())
                .add(change));
        return groups.values();
    }

    private void judge(
            Fence fence,
            FencedBatch batch,
            RowChange change,
            @Nullable MappedColumns mapped,
            @Nullable SortedMap<String, @Nullable String> found) {
        String key = key(change);
        FenceTerms terms = FenceTerms.of(change.source(), node);
        long before = MappedColumns.print(found);
        switch (fence.judge(key, terms, before)) {
            case SKIP -> batch.skip();
            case REFUSE -> batch.refuse(key, terms, before);
            case APPLY -> apply(batch, change, key, terms, mapped, before, found);
        }
    }

    private static void apply(
            FencedBatch batch,
            RowChange change,
            String key,
            FenceTerms terms,
            @Nullable MappedColumns mapped,
            long before,
            @Nullable SortedMap<String, @Nullable String> found) {
        Row row = change.row();
        long after =
                row == null || mapped == null ? RowFingerprint.ABSENT : MappedColumns.print(mapped.written(found, row));
        batch.apply(change, key, terms.seen(), before, after, found != null);
    }

    private static void write(
            Connection connection, RowStatements statements, List<RowChange> changes, Map<String, Table> tables)
            throws SQLException {
        for (WriteStep step : BatchPlan.steps(changes, tables)) {
            statements.write(connection, step);
        }
    }

    private static String key(RowChange change) {
        if (change.source().key() instanceof String text) {
            return text;
        }
        throw new DataException("fence.node needs records of the resolver, with keys such as customer/42; set"
                + " key.converter=org.apache.kafka.connect.storage.StringConverter");
    }
}
