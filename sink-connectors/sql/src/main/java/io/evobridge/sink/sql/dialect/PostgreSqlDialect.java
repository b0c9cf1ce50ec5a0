package io.evobridge.sink.sql.dialect;

import io.evobridge.contract.ProgressTableSql;
import io.evobridge.sink.common.row.RowField;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL 12 or later. */
final class PostgreSqlDialect implements Dialect {

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public Connection connect(Login login) throws SQLException {
        Properties properties = new Properties();
        login.username().ifPresent(user -> properties.setProperty("user", user));
        login.password().ifPresent(password -> properties.setProperty("password", password.value()));
        properties.setProperty("connectTimeout", Integer.toString(MySqlDialect.CONNECT_TIMEOUT_MILLIS / 1_000));
        properties.setProperty("socketTimeout", Integer.toString(MySqlDialect.SOCKET_TIMEOUT_MILLIS / 1_000));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "evobridge-sink");
        // The server reads a text as the type of the column that it goes into.
        properties.setProperty("stringtype", "unspecified");
        // The details of errors quote values, which must not reach logs.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("preparedStatementCacheSizeMiB", "16");
        Connection opened = new org.postgresql.Driver().connect(login.url(), properties);
        if (opened == null) {
            throw new SQLException("connection.url is no PostgreSQL URL", "08001");
        }
        try (Statement statement = opened.createStatement()) {
            opened.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            statement.execute("SET TIME ZONE 'UTC'");
            statement.execute("SET lock_timeout = '" + MySqlDialect.LOCK_WAIT_SECONDS + "s'");
            if (!login.foreignKeyChecks()) {
                statement.execute("SET session_replication_role = replica");
            }
            opened.setAutoCommit(false);
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public @Nullable Table read(Connection connection, TableName name) throws SQLException {
        return PostgreSqlCatalog.read(connection, name, name.sql(this::quote));
    }

    @Override
    public @Nullable String columnType(RowField field, boolean key) {
        return PostgreSqlTypes.of(field);
    }

    @Override
    public String createTableTail() {
        return "";
    }

    @Override
    public ProgressTableSql progressTable() {
        return ProgressTableSql.POSTGRESQL;
    }

    @Override
    public String onConflictUpdate(Connection connection, List<String> key, List<String> assigned) {
        return " ON CONFLICT (" + String.join(", ", key) + ") DO UPDATE SET "
                + assigned.stream().map(name -> name + "=EXCLUDED." + name).collect(Collectors.joining(", "));
    }

    @Override
    public boolean upsertFollowsAnyUniqueIndex() {
        return false;
    }

    @Override
    public String overridingIdentity() {
        return " OVERRIDING SYSTEM VALUE";
    }

    /** The protocol counts them in 16 bits. */
    @Override
    public int maxParameterCount() {
        return 65_535;
    }

    @Override
    public void bind(
            PreparedStatement statement, int index, RowField field, @Nullable Column column, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (column != null && column.kind() == ColumnKind.BYTES) {
            statement.setBytes(index, PostgreSqlText.bytes(field, value));
        } else {
            statement.setString(index, PostgreSqlText.of(field, column, value));
        }
    }

    @Override
    public void bindKeyText(PreparedStatement statement, int index, @Nullable Column column, String text)
            throws SQLException {
        statement.setString(index, column != null && column.kind() == ColumnKind.BYTES ? "\\x" + text : text);
    }

    @Override
    public String plainExpression(Column column) {
        return PostgreSqlValues.expression(column, quote(column.name()));
    }

    @Override
    public @Nullable String readPlain(ResultSet row, int index, Column column) throws SQLException {
        return PostgreSqlValues.read(row, index, column);
    }

    @Override
    public String storedPlain(RowField field, Column column, Object value) {
        return PostgreSqlValues.stored(field, column, value);
    }

    @Override
    public String user(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_user")) {
            row.next();
            return quote(row.getString(1));
        }
    }

    @Override
    public Fault fault(SQLException error) {
        return PostgreSqlErrors.fault(error);
    }

    @Override
    public String describe(SQLException error) {
        return PostgreSqlErrors.describe(error);
    }

    @Override
    public String advice(SQLException error) {
        return PostgreSqlErrors.advice(error);
    }
}
