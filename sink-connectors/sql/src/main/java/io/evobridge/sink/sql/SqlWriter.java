package io.evobridge.sink.sql;

import io.evobridge.contract.Hlc;
import io.evobridge.sink.common.RowBatch;
import io.evobridge.sink.common.RowWriter;
import io.evobridge.sink.common.WriteResult;
import io.evobridge.sink.common.row.Row;
import io.evobridge.sink.common.row.RowChange;
import io.evobridge.sink.common.row.RowShape;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Fault;
import io.evobridge.sink.sql.dialect.SqlErrors;
import io.evobridge.sink.sql.dialect.Table;
import io.evobridge.sink.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch in one transaction: the progress marker first, then the rows. The marker's row lock keeps every other
 * task of the partition out until the commit, and its sequence shows what is already applied, so that each record takes
 * effect exactly once, whatever is delivered again and whoever else believes that it owns the partition.
 */
final class SqlWriter implements RowWriter {

    /** How often a transaction begins again at once. */
    private static final int MAX_ATTEMPTS = 3;

    private final SqlSinkConfig config;
    private final Dialect dialect;
    private final Connections connections;
    private final @Nullable ProgressTable progress;
    private final TableCatalog catalog;
    private final Map<TopicPartition, Long> sequences = new HashMap<>();
    private final RowStatements statements;
    private final RowMapping mapping;
    private final @Nullable FencedWrites fencedWrites;

    SqlWriter(SqlSinkConfig config) {
        this.config = config;
        this.dialect = config.dialect();
        this.connections = new Connections(dialect, config.login());
        this.progress = config.progressTable()
                .map(name -> new ProgressTable(dialect, name))
                .orElse(null);
        this.catalog = new TableCatalog(dialect, config.schemaEvolution(), System::nanoTime);
        this.statements = new RowStatements(dialect, config.insertMode());
        this.mapping =
                new RowMapping(config.columnRules(), config.readingRules().fields());
        ProgressTable markers = progress;
        this.fencedWrites = markers == null
                ? null
                : config.fenceNode()
                        .map(node -> new FencedWrites(
                                dialect,
                                node,
                                config.fenceMemoryKeyCount(),
                                config.readingRules().fields(),
                                config.columnRules(),
                                markers,
                                sequences))
                        .orElse(null);
    }

    /** What runs on the connection. */
    private interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    @Override
    public Map<TopicPartition, Long> open(Collection<TopicPartition> partitions) {
        return run(connection -> {
            Map<TopicPartition, Long> next = progress == null ? Map.of() : stored(connection, progress, partitions);
            connection.rollback();
            checkPrivileges(connection, partitions);
            return next;
        });
    }

    private Map<TopicPartition, Long> stored(
            Connection connection, ProgressTable markers, Collection<TopicPartition> partitions) throws SQLException {
        markers.create(connection);
        if (fencedWrites != null) {
            markers.requireEvidence(connection);
        }
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long sequence = markers.read(connection, partition);
            if (sequence != null) {
                sequences.put(partition, sequence);
                next.put(partition, sequence + 1);
            }
        }
        return next;
    }

    /** Of the tables that the topics' names lead to; others are met with their first record. */
    private void checkPrivileges(Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        TablePrivileges privileges = new TablePrivileges(dialect, config);
        Set<String> topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        for (String topic : topics) {
            String entity = topic.substring(topic.lastIndexOf('.') + 1);
            String collection = config.readingRules().collections().collection(topic, entity);
            Table table = dialect.read(connection, TableName.of(collection));
            connection.rollback();
            if (table != null) {
                privileges.check(connection, table);
            }
        }
        privileges.require();
    }

    @Override
    public WriteResult write(RowBatch batch) {
        FencedWrites fence = fencedWrites;
        return fence == null ? writePlain(List.of(batch)).get(0) : writeFenced(fence, batch);
    }

    @Override
    public List<WriteResult> writeTogether(List<RowBatch> batches) {
        return fencedWrites == null ? writePlain(batches) : RowWriter.super.writeTogether(batches);
    }

    private WriteResult writeFenced(FencedWrites fence, RowBatch batch) {
        List<RowChange> fields = fence.open(batch);
        if (fields.isEmpty()) {
            // Nothing is to be told through the database's log.
            return new WriteResult(0, 0, batch.size(), List.of());
        }
        return run(connection -> {
            List<RowChange> open = columns(connection, fields);
            Map<String, Table> tables = tables(connection, open);
            for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
                try {
                    WriteResult result = fence.attempt(connection, batch, open, tables);
                    if (result != null) {
                        return result;
                    }
                } catch (SQLException e) {
                    if (dialect.fault(e) != Fault.DUPLICATE_KEY) {
                        throw e;
                    }
                    // A row that was not there when it was to be locked: somebody else has inserted it since.
                    connection.rollback();
                }
            }
            return lastAttempt(connection, fence, batch, open, tables);
        });
    }

    private WriteResult lastAttempt(
            Connection connection, FencedWrites fence, RowBatch batch, List<RowChange> open, Map<String, Table> tables)
            throws SQLException {
        try {
            WriteResult result = fence.attempt(connection, batch, open, tables);
            if (result != null) {
                return result;
            }
        } catch (SQLException e) {
            boolean otherRow = open.stream().anyMatch(change -> {
                Table table = tables.get(change.collection());
                return table != null && table.hasOtherUniqueIndex(change.key().names());
            });
            if (otherRow || dialect.fault(e) != Fault.DUPLICATE_KEY) {
                throw e;
            }
            throw new RetriableException("rows are inserted by others faster than the sink can look at them", e);
        }
        throw new RetriableException("another task writes " + batch.partition());
    }

    /** All batches in one transaction. */
    private List<WriteResult> writePlain(List<RowBatch> batches) {
        return run(connection -> {
            List<RowBatch> mapped = new ArrayList<>();
            for (RowBatch batch : batches) {
                mapped.add(new RowBatch(batch.partition(), columns(connection, batch.changes()), batch.nextOffset()));
            }
            Map<String, Table> tables = tables(
                    connection,
                    mapped.stream().flatMap(batch -> batch.changes().stream()).toList());
            List<RowChange> open = new ArrayList<>();
            List<WriteResult> results = new ArrayList<>();
            for (RowBatch batch : mapped) {
                List<RowChange> unapplied = unapplied(connection, batch);
                open.addAll(unapplied);
                int deleted =
                        (int) unapplied.stream().filter(RowChange::isDeletion).count();
                results.add(new WriteResult(
                        unapplied.size() - deleted, deleted, batch.size() - unapplied.size(), List.of()));
            }
            if (open.isEmpty()) {
                connection.rollback();
                return results;
            }
            List<RowChange> changes = config.insertMode() == InsertMode.INSERT ? open : BatchPlan.lastStates(open);
            for (WriteStep step : BatchPlan.steps(changes, tables)) {
                statements.write(connection, step);
            }
            connection.commit();
            for (RowBatch batch : mapped) {
                sequences.merge(batch.partition(), batch.nextOffset() - 1, Math::max);
            }
            return results;
        });
    }

    /** Moves the batch's marker; what of the batch was not applied yet. */
    private List<RowChange> unapplied(Connection connection, RowBatch batch) throws SQLException {
        if (progress == null) {
            return batch.changes();
        }
        RowBatch unapplied = moveMarker(connection, progress, batch);
        return unapplied == null ? List.of() : unapplied.changes();
    }

    @Override
    public void release(Collection<TopicPartition> partitions) {
        sequences.keySet().removeAll(partitions);
        if (fencedWrites != null) {
            fencedWrites.release(partitions);
        }
    }

    @Override
    public List<String> keyFields(String collection) {
        return run(connection -> {
            Table table = catalog.find(connection, TableName.of(collection));
            connection.rollback();
            return table == null ? List.of() : mapping.keyFields(table);
        });
    }

    @Override
    public void close() {
        connections.close();
    }

    private List<RowChange> columns(Connection connection, List<RowChange> changes) throws SQLException {
        if (config.columnRules().isEmpty()) {
            return changes;
        }
        List<RowChange> mapped = new ArrayList<>(changes.size());
        for (RowChange change : changes) {
            mapped.add(mapping.columns(change, catalog.find(connection, TableName.of(change.collection()))));
        }
        return mapped;
    }

    /**
     * The batch's tables by collection, created and widened as needed; before the transaction begins, because DDL would
     * end it. A table from which rows are only deleted may be missing: it is still to be created, and holds nothing.
     */
    private Map<String, Table> tables(Connection connection, List<RowChange> changes) throws SQLException {
        Map<String, Table> tables = new HashMap<>();
        Map<String, RowShape> shapes = new HashMap<>();
        for (RowChange change : changes) {
            Row row = change.row();
            if (row == null
                    ? tables.containsKey(change.collection())
                    : row.shape().equals(shapes.get(change.collection()))) {
                continue;
            }
            TableName name = TableName.of(change.collection());
            Table table;
            if (row == null) {
                table = catalog.find(connection, name);
            } else {
                TableCatalog.requireKeyInRow(change.key(), row.shape());
                table = catalog.ensure(connection, name, change.key(), row.shape());
                shapes.put(change.collection(), row.shape());
            }
            if (table != null) {
                if (config.insertMode() != InsertMode.INSERT) {
                    TableCatalog.requireIdentity(table, change.key().names());
                }
                tables.put(change.collection(), table);
            } else if (config.schemaEvolution() == SchemaEvolution.NONE) {
                throw TableCatalog.missing(name);
            }
        }
        return tables;
    }

    /**
     * Moves the marker to the end of the batch and keeps it locked.
     *
     * @return the part of the batch that was not applied yet; null where all of it was
     */
    private @Nullable RowBatch moveMarker(Connection connection, ProgressTable markers, RowBatch batch)
            throws SQLException {
        TopicPartition partition = batch.partition();
        Marker marker = new Marker(batch.nextOffset() - 1, highestHlc(batch), null);
        Long known = sequences.get(partition);
        if (known != null && markers.advance(connection, partition, known, marker)) {
            return known < batch.firstOffset() ? batch : unapplied(batch, known);
        }
        Long stored = markers.lock(connection, partition);
        if (stored == null) {
            markers.insert(connection, partition, marker);
            return batch;
        }
        sequences.put(partition, stored);
        RowBatch unapplied = stored >= marker.sequence() ? null : unapplied(batch, stored);
        if (unapplied != null) {
            markers.advance(connection, partition, stored, marker);
        }
        return unapplied;
    }

    private static @Nullable RowBatch unapplied(RowBatch batch, long stored) {
        RowChange last = batch.changes().get(batch.size() - 1);
        return last.offset() <= stored ? null : batch.from(stored + 1);
    }

    private static long highestHlc(RowBatch batch) {
        long highest = 0;
        for (RowChange change : batch.changes()) {
            Hlc hlc = change.hlc();
            if (hlc != null) {
                highest = Math.max(highest, hlc.bits());
            }
        }
        return highest;
    }

    private <T extends @Nullable Object> T run(Work<T> work) {
        try {
            return work.on(connections.get());
        } catch (SQLException e) {
            Fault fault = dialect.fault(e);
            if (fault == Fault.CONNECTION_LOST) {
                connections.drop();
            } else {
                connections.rollback();
            }
            if (fault == Fault.TABLE_MISSING || fault == Fault.COLUMN_MISSING) {
                catalog.forgetAll();
                requireProgressTable(e);
                throw new RetriableException("a table is not what it was: " + dialect.describe(e), e);
            }
            throw SqlErrors.of(dialect, e);
        } catch (ConnectException e) {
            connections.rollback();
            throw e;
        }
    }

    private void requireProgressTable(SQLException cause) {
        try {
            if (progress == null || progress.exists(connections.get())) {
                return;
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
            return;
        }
        throw new ConnectException(
                "the table of progress markers was dropped; restart the task to create it again, and the topics are applied"
                        + " from the consumer's committed offsets",
                cause);
    }
}
