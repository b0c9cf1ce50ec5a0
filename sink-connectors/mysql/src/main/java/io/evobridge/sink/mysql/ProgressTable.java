package io.evobridge.sink.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The progress markers in the database: per topic and partition the offset of the last record applied and the highest
 * clock reading. Updated first in the transaction that writes the rows, it makes the sink exactly-once, locks out a
 * zombie task, and tells whoever reads the database's log what the database had seen.
 */
final class ProgressTable {

    private final String table;

    ProgressTable(TableName table) {
        this.table = table.sql();
    }

    private String createSql() {
        return "CREATE TABLE IF NOT EXISTS " + table + " ("
                + "topic VARCHAR(249) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL, "
                + "partition_no INT NOT NULL, "
                + "sequence BIGINT NOT NULL, "
                + "highest_hlc BIGINT NOT NULL, "
                + "PRIMARY KEY (topic, partition_no))";
    }

    /** Makes the table where it is not there. */
    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 0").close();
            return;
        } catch (SQLException e) {
            if (e.getErrorCode() != MySqlErrors.TABLE_MISSING) {
                throw e;
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(createSql());
        } catch (SQLException e) {
            if (MySqlErrors.of(e) instanceof org.apache.kafka.connect.errors.RetriableException) {
                throw e;
            }
            throw new ConnectException(
                    "the table of progress markers cannot be created (" + e.getMessage() + "); create it by hand: "
                            + createSql() + ", or set progress.enabled=false to do without exactly-once",
                    e);
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
    boolean advance(Connection connection, TopicPartition partition, long expected, long sequence, long highestHlc)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + table
                + " SET sequence = ?, highest_hlc = GREATEST(highest_hlc, ?)"
                + " WHERE topic = ? AND partition_no = ? AND sequence = ?")) {
            statement.setLong(1, sequence);
            statement.setLong(2, highestHlc);
            statement.setString(3, partition.topic());
            statement.setInt(4, partition.partition());
            statement.setLong(5, expected);
            return statement.executeUpdate() == 1;
        }
    }

    /** The first marker of a partition; fails with a duplicate key where another task was faster. */
    void insert(Connection connection, TopicPartition partition, long sequence, long highestHlc) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO " + table + " (topic, partition_no, sequence, highest_hlc) VALUES (?, ?, ?, ?)")) {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
            statement.setLong(3, sequence);
            statement.setLong(4, highestHlc);
            statement.executeUpdate();
        }
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
            insert(connection, partition, nextOffset - 1, 0);
        } else {
            advance(connection, partition, sequence, nextOffset - 1, 0);
        }
    }
}
