package io.evobridge.sink.sql;

import io.evobridge.contract.RowFingerprint;
import io.evobridge.contract.mapping.ColumnRules;
import io.evobridge.sink.common.RowBatch;
import io.evobridge.sink.common.WriteResult;
import io.evobridge.sink.common.fence.Fence;
import io.evobridge.sink.common.fence.FenceTerms;
import io.evobridge.sink.common.fence.Verdict;
import io.evobridge.sink.common.row.FieldNaming;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowKey;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Below every offset. */
    private static final long NO_MARKER = -1;

    private final Dialect dialect;
    private final String node;
    private final int memoryKeyCount;
    private final FieldNaming naming;
    private final ColumnRules rules;
    private final ProgressTable progress;
    private final Map<TopicPartition, Long> sequences;
    private final Map<TopicPartition, Fence> fences = new HashMap<>();
    private final LockedRows rows;
    private final RowStatements inserts;
    private final RowStatements updates;

    /**
     * Writes for one node.
     *
     * @param node name of the node in the bridge
     * @param memoryKeyCount of how many rows of a partition to remember how they were left
     * @param sequences partition → offset of the last record applied, as this task knows it; shared with the writer
     */
    FencedWrites(
            Dialect dialect,
            String node,
            int memoryKeyCount,
            FieldNaming naming,
            ColumnRules rules,
            ProgressTable progress,
            Map<TopicPartition, Long> sequences) {
        this.dialect = dialect;
        this.node = node;
        this.memoryKeyCount = memoryKeyCount;
        this.naming = naming;
        this.rules = rules;
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
        List<RowChange> open = new ArrayList<>(last.values());
        open.removeIf(change -> FenceTerms.of(change.source(), node).held());
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
        if (known == null || known >= batch.firstOffset()) {
            known = lock(connection, partition, known);
        }
        long stored = known == null ? NO_MARKER : known;
        List<RowChange> unapplied =
                open.stream().filter(change -> change.offset() > stored).toList();
        Fence fence = fences.computeIfAbsent(partition, any -> new Fence(memoryKeyCount, stored));
        FencedBatch fenced = judge(connection, fence, unapplied, tables);
        if (fenced.isEmpty()) {
            connection.rollback();
            return new WriteResult(0, 0, batch.size(), List.of());
        }
        Marker marker = fenced.marker(batch.nextOffset() - 1);
        if (known == null) {
            progress.insert(connection, partition, marker);
        } else if (!progress.advance(connection, partition, known, marker)) {
            connection.rollback();
            lock(connection, partition, known);
            connection.rollback();
            return null;
        }
        write(connection, updates, fenced.deleted(), tables);
        write(connection, updates, fenced.updated(), tables);
        write(connection, inserts, fenced.added(), tables);
        connection.commit();
        sequences.put(partition, marker.sequence());
        fenced.evidence().committed(fence, marker.sequence());
        int written = fenced.upsertedCount() + fenced.deletedCount();
        return new WriteResult(
                fenced.upsertedCount(),
                fenced.deletedCount(),
                batch.size() - written - fenced.refusedCount(),
                fenced.refusedCount(),
                List.of());
    }

    /** The stored sequence under lock; where another task has moved it, what this one remembers is worth nothing. */
    private @Nullable Long lock(Connection connection, TopicPartition partition, @Nullable Long known)
            throws SQLException {
        Long stored = progress.lock(connection, partition);
        if (stored == null) {
            sequences.remove(partition);
            return null;
        }
        Fence fence = fences.get(partition);
        if (fence != null && !stored.equals(known)) {
            fence.forgetAll(stored);
        }
        sequences.put(partition, stored);
        return stored;
    }

    /** Another task may write these partitions from now on. */
    void release(Collection<TopicPartition> partitions) {
        fences.keySet().removeAll(partitions);
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
                entry.getValue().forEach(change -> judge(batch, fence, change, null, null));
                continue;
            }
            MappedColumns mapped =
                    new MappedColumns(dialect, table, entry.getValue().get(0).entity(), naming, rules);
            Map<RowKey, FoundRow> found = new HashMap<>();
            for (List<RowChange> same : byKeyFields(entry.getValue())) {
                found.putAll(rows.read(connection, table, mapped, same));
            }
            entry.getValue().forEach(change -> judge(batch, fence, change, mapped, found.get(change.key())));
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
            FencedBatch batch,
            Fence fence,
            RowChange change,
            @Nullable MappedColumns mapped,
            @Nullable FoundRow found) {
        String key = key(change);
        FenceTerms terms = FenceTerms.of(change.source(), node);
        long before = FoundRow.print(found);
        Verdict verdict = fence.judge(key, terms, before);
        if (verdict == Verdict.REFUSE) {
            batch.refuse(key, terms, before);
        }
        if (verdict != Verdict.APPLY) {
            return;
        }
        Row row = change.row();
        if (row == null || mapped == null) {
            batch.apply(change, key, terms.seen(), before, RowFingerprint.ABSENT, found != null);
            return;
        }
        if (found != null && found.foreign()) {
            throw new DataException(
                    "the table holds a row of this key that is not of the entity: a constant column has"
                            + " another value there; make the constants part of the table's primary key, or change one of the keys");
        }
        FoundRow written = mapped.written(found, row);
        RowChange rest = new RowChange(
                change.source(),
                change.collection(),
                change.key(),
                mapped.changed(found, written, row),
                change.provenance());
        batch.apply(rest, key, terms.seen(), before, FoundRow.print(written), found != null);
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
