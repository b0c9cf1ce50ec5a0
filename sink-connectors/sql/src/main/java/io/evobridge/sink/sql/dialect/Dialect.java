package io.evobridge.sink.sql.dialect;

import io.evobridge.contract.ProgressTableSql;
import io.evobridge.sink.common.row.RowField;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port to one kind of database: everything that differs between them, and nothing else. */
public interface Dialect {

    /** The dialect that a JDBC URL asks for; throws IllegalArgumentException for a database that the sink does not know. */
    static Dialect of(String url) {
        if (url.startsWith("jdbc:mysql:")) {
            return new MySqlDialect();
        } else if (url.startsWith("jdbc:mariadb:")) {
            return new MariaDbDialect();
        } else if (url.startsWith("jdbc:postgresql:")) {
            return new PostgreSqlDialect();
        }
        throw new IllegalArgumentException(
                "connection.url must begin with jdbc:mysql:, jdbc:mariadb: or jdbc:postgresql:");
    }

    /** What people call the database. */
    String product();

    /** A connection with the session that the sink needs: UTC, strict, read committed, no automatic commit. */
    Connection connect(Login login) throws SQLException;

    /** An identifier, quoted for SQL. */
    String quote(String identifier);

    /** The table with its columns and unique indexes; null where it does not exist or the user may not see it. */
    @Nullable
    Table read(Connection connection, TableName name) throws SQLException;

    /**
     * The type that keeps the values of a field exactly, for columns that the sink creates; null where nothing is known of
     * its values.
     *
     * @param key whether the column is part of the key: then it must have a length that an index can take
     */
    @Nullable
    String columnType(RowField field, boolean key);

    /** What follows the closing parenthesis of CREATE TABLE. */
    String createTableTail();

    /** How the table of progress markers is made. */
    ProgressTableSql progressTable();

    /**
     * The end of an INSERT that updates the rows which are there.
     *
     * @param key key columns, quoted
     * @param assigned columns to update, quoted; at least one
     */
    String onConflictUpdate(Connection connection, List<String> key, List<String> assigned) throws SQLException;

    /** Whether an upsert can be redirected to another row by another unique index than that of the key. */
    boolean upsertFollowsAnyUniqueIndex();

    /** What stands before VALUES in an INSERT that names a column of {@link Column.Filling#IDENTITY}. */
    String overridingIdentity();

    /** Most parameters of one statement. */
    int maxParameterCount();

    /** Puts a canonical value into a statement, in the form that the column takes without loss. */
    void bind(PreparedStatement statement, int index, RowField field, @Nullable Column column, @Nullable Object value)
            throws SQLException;

    /** Puts a key field that is known as canonical text only, as the type of its column. */
    void bindKeyText(PreparedStatement statement, int index, @Nullable Column column, String text) throws SQLException;

    /** What to select of a column for {@link #readPlain}. */
    String plainExpression(Column column);

    /** A column as the plain text of {@link io.evobridge.contract.RowFingerprint}; null for NULL. */
    @Nullable
    String readPlain(ResultSet row, int index, Column column) throws SQLException;

    /** What {@link #readPlain} will give when this value has been written, as far as that can be told. */
    String storedPlain(RowField field, Column column, Object value);

    /** The user of the connection, quoted as GRANT wants it. */
    String user(Connection connection) throws SQLException;

    /** What an error means. */
    Fault fault(SQLException error);

    /** The message of an error without row contents. */
    String describe(SQLException error);

    /** What to do about an error, a sentence that begins with ". "; empty where the message says it. */
    String advice(SQLException error);
}
