package io.evobridge.sink.sql.dialect;

import io.evobridge.contract.ProgressTableSql;
import io.evobridge.sink.common.row.RowField;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** MySQL 8.0 or later, through MySQL Connector/J. */
class MySqlDialect implements Dialect {

    static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    static final int SOCKET_TIMEOUT_MILLIS = 120_000;
    static final int LOCK_WAIT_SECONDS = 20;

    @Override
    public String product() {
        return "MySQL";
    }

    @Override
    public final Connection connect(Login login) throws SQLException {
        Properties properties = new Properties();
        login.username().ifPresent(user -> properties.setProperty("user", user));
        login.password().ifPresent(password -> properties.setProperty("password", password.value()));
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_MILLIS));
        properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_MILLIS));
        properties.setProperty("tcpKeepAlive", "true");
        // The marker's conditional update counts rows found, not rows changed.
        properties.setProperty("useAffectedRows", "false");
        // As the numbers that they are: TINYINT(1) holds more than two values.
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        properties.setProperty("cachePrepStmts", "true");
        properties.setProperty("prepStmtCacheSize", "64");
        properties.setProperty("prepStmtCacheSqlLimit", "1048576");
        addTo(properties);
        Connection opened = driver().connect(login.url(), properties);
        if (opened == null) {
            throw new SQLException("connection.url is no " + product() + " URL", "08001");
        }
        try (Statement statement = opened.createStatement()) {
            opened.setAutoCommit(false);
            opened.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            // 0 in an automatic column is a value here, and values that do not fit are refused, not bent.
            statement.execute("SET SESSION sql_mode ="
                    + " 'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION',"
                    + " time_zone = '+00:00', innodb_lock_wait_timeout = " + LOCK_WAIT_SECONDS
                    + ", foreign_key_checks = " + (login.foreignKeyChecks() ? 1 : 0));
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    Driver driver() throws SQLException {
        return new com.mysql.cj.jdbc.Driver();
    }

    /** Properties that only this driver knows. */
    void addTo(Properties properties) {
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        properties.setProperty("characterEncoding", "UTF-8");
    }

    @Override
    public final String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    public final @Nullable Table read(Connection connection, TableName name) throws SQLException {
        return MySqlCatalog.read(connection, name);
    }

    @Override
    public final @Nullable String columnType(RowField field, boolean key) {
        return MySqlTypes.of(field, key);
    }

    /** Text compares by code point: keys that differ in case or trailing spaces are different rows. */
    @Override
    public String createTableTail() {
        return " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin";
    }

    @Override
    public final ProgressTableSql progressTable() {
        return ProgressTableSql.MYSQL;
    }

    @Override
    public final String onConflictUpdate(Connection connection, List<String> key, List<String> assigned)
            throws SQLException {
        boolean alias = ServerVersion.knowsRowAlias(connection.getMetaData().getDatabaseProductVersion());
        return (alias ? " AS new" : "") + " ON DUPLICATE KEY UPDATE "
                + assigned.stream()
                        .map(name -> name + '=' + (alias ? "new." + name : "VALUES(" + name + ')'))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public final boolean upsertFollowsAnyUniqueIndex() {
        return true;
    }

    @Override
    public final String overridingIdentity() {
        return "";
    }

    @Override
    public final int maxParameterCount() {
        return 65_535;
    }

    @Override
    public final void bind(
            PreparedStatement statement, int index, RowField field, @Nullable Column column, @Nullable Object value)
            throws SQLException {
        MySqlBinding.set(statement, index, field, column, value);
    }

    @Override
    public final void bindKeyText(PreparedStatement statement, int index, @Nullable Column column, String text)
            throws SQLException {
        MySqlBinding.setKeyText(statement, index, column, text);
    }

    @Override
    public final String plainExpression(Column column) {
        return MySqlValues.expression(column, quote(column.name()));
    }

    @Override
    public final @Nullable String readPlain(ResultSet row, int index, Column column) throws SQLException {
        return MySqlValues.read(row, index, column);
    }

    @Override
    public final String storedPlain(RowField field, Column column, Object value) {
        return MySqlValues.stored(field, column, value);
    }

    @Override
    public final String user(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
            row.next();
            String user = row.getString(1);
            int at = user.lastIndexOf('@');
            return quote(user.substring(0, at)) + '@' + quote(user.substring(at + 1));
        }
    }

    @Override
    public final Fault fault(SQLException error) {
        return MySqlErrors.fault(error);
    }

    @Override
    public final String describe(SQLException error) {
        return MySqlErrors.describe(error);
    }

    @Override
    public final String advice(SQLException error) {
        return MySqlErrors.advice(error);
    }
}
