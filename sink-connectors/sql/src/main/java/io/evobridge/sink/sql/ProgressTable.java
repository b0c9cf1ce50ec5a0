package io.evobridge.sink.sql;

import io.evobridge.contract.ProgressTableSql;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Fault;
import io.evobridge.sink.sql.dialect.SqlErrors;
import io.evobridge.sink.sql.dialect.Table;
import io.evobridge.sink.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * The progress markers in the database: per topic and partition the offset of the last record applied, the highest
 * clock reading, and what the last transaction did to each key. Updated first in the transaction that writes the rows, it makes the sink exactly-once, locks out a
 * zombie task, and tells whoever reads the database's log what the database had seen.
 */
final class ProgressTable {

    private final Dialect dialect;
    private final TableName name;
    private final String table;
    private boolean holdsEvidence;

    ProgressTable(Dialect dialect, TableName name) {
        this.dialect = dialect;
        this.name = name;
        this.table = name.sql(dialect::quote);
    }

    private String createSql() {
        return "CREATE TABLE IF NOT EXISTS " + table + dialect.progressTable().columns();
    }

    /** Makes the table where it is not there. */
    void create(Connection connection) throws SQLException {
        if (exists(connection)) {
            return;
        }
        execute(
                connection,
                createSql(),
                "the table of progress markers cannot be created",
                ", or set progress.enabled=false to do without exactly-once");
        holdsEvidence = true;
    }

    /** Adds the column for evidence where an older table lacks it. */
    void requireEvidence(Connection connection) throws SQLException {
        if (!holdsEvidence) {
            execute(
                    connection,
                    "ALTER TABLE " + table + dialect.progressTable().addEvidence(),
                    "the table of progress markers lacks the column evidence, and it cannot be added",
                    "");
            holdsEvidence = true;
        }
    }

    /** Whether the table is there and may be seen. */
    boolean exists(Connection connection) throws SQLException {
        Table found = dialect.read(connection, name);
        connection.rollback();
        holdsEvidence = found != null && found.column(ProgressTableSql.EVIDENCE) != null;
        return found != null;
    }

    private void execute(Connection connection, String sql, String complaint, String otherwise) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (exists(connection) && (holdsEvidence || sql.startsWith("CREATE"))) {
                // Another task was faster.
                return;
            } else if (SqlErrors.of(dialect, e) instanceof RetriableException) {
                throw e;
            }
            throw new ConnectException(
                    complaint + " (" + dialect.describe(e) + "); do it by hand: " + sql + otherwise, e);
        }
    }

    /** Offset of the last record applied, null before the first. */
    @Nullable
    Long read(Connection connection, TopicPartition partition) throws SQLException {
        return read(connection, partition, "");
    }

    /** As {@link #read}, and keeps every other task away from the marker until the transaction ends. */
    @Nullable
    Long lock(Connection connection, TopicPartition partition) throws SQLException {
        return read(connection, partition, " FOR UPDATE");
    }

    private @Nullable Long read(Connection connection, TopicPartition partition, String suffix) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT sequence FROM " + table + " WHERE topic = ? AND partition_no = ?" + suffix)) {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : null;
            }
        }
    }

    /** Moves the marker if it still stands where this task left it; false if not: another task has moved it. */
    boolean advance(Connection connection, TopicPartition partition, long expected, Marker marker) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + table
                + " SET sequence = ?, highest_hlc = GREATEST(highest_hlc, ?)" + (holdsEvidence ? ", evidence = ?" : "")
                + " WHERE topic = ? AND partition_no = ? AND sequence = ?")) {
            int index = bind(statement, 1, marker);
            statement.setString(index++, partition.topic());
            statement.setInt(index++, partition.partition());
            statement.setLong(index, expected);
            return statement.executeUpdate() == 1;
        }
    }

    /** The first marker of a partition; throws RetriableException where another task was faster. */
    void insert(Connection connection, TopicPartition partition, Marker marker) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + table + " (sequence, highest_hlc"
                        + (holdsEvidence ? ", evidence" : "") + ", topic, partition_no) VALUES (?, ?, ?, ?"
                        + (holdsEvidence ? ", ?" : "") + ")")) {
            int index = bind(statement, 1, marker);
            statement.setString(index++, partition.topic());
            statement.setInt(index, partition.partition());
            statement.executeUpdate();
        } catch (SQLException e) {
            if (dialect.fault(e) == Fault.DUPLICATE_KEY) {
                throw new RetriableException("another task writes " + partition, e);
            }
            throw e;
        }
    }

    private int bind(PreparedStatement statement, int from, Marker marker) throws SQLException {
        int index = from;
        statement.setLong(index++, marker.sequence());
        statement.setLong(index++, marker.highestHlc());
        if (holdsEvidence) {
            // Also where it is null: what an earlier transaction left would be read as this one's.
            statement.setBytes(index++, marker.evidence());
        }
        return index;
    }

    /** Sets the offset to read on from; null forgets the partition. */
    void reset(Connection connection, TopicPartition partition, @Nullable Long nextOffset) throws SQLException {
        if (nextOffset == null) {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE topic = ? AND partition_no = ?")) {
                statement.setString(1, partition.topic());
                statement.setInt(2, partition.partition());
                statement.executeUpdate();
            }
            return;
        }
        Long sequence = lock(connection, partition);
        if (sequence == null) {
            insert(connection, partition, Marker.at(nextOffset - 1));
        } else {
            advance(connection, partition, sequence, Marker.at(nextOffset - 1));
        }
    }
}
