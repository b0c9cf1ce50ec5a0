package io.evobridge.sink.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The one connection of a task: opened when first needed, dropped when broken. Transactions are explicit. */
final class Connections implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final int SOCKET_TIMEOUT_MILLIS = 120_000;
    private static final int LOCK_WAIT_SECONDS = 20;

    private final MySqlSinkConfig config;
    private @Nullable Connection connection;

    Connections(MySqlSinkConfig config) {
        this.config = config;
    }

    /** The connection, new where there is none. */
    Connection get() throws SQLException {
        if (connection == null) {
            connection = open(config);
        }
        return connection;
    }

    /** A connection with the session that the sink needs: UTC, strict, read committed, no automatic commit. */
    static Connection open(MySqlSinkConfig config) throws SQLException {
        Connection opened = new com.mysql.cj.jdbc.Driver().connect(config.url(), properties(config));
        if (opened == null) {
            throw new SQLException("connection.url is no MySQL URL", "08001");
        }
        try (Statement statement = opened.createStatement()) {
            opened.setAutoCommit(false);
            // 0 in an automatic column is a value here, and values that do not fit are refused, not bent.
            statement.execute("SET SESSION sql_mode ="
                    + " 'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION',"
                    + " time_zone = '+00:00', transaction_isolation = 'READ-COMMITTED',"
                    + " innodb_lock_wait_timeout = " + LOCK_WAIT_SECONDS
                    + ", foreign_key_checks = " + (config.foreignKeyChecks() ? 1 : 0));
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    /** Ends the transaction without effect; drops the connection where that is not possible. */
    void rollback() {
        if (connection == null) {
            return;
        }
        try {
            connection.rollback();
        } catch (SQLException e) {
            drop();
        }
    }

    /** Lets go of a connection that is of no more use. */
    void drop() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                // Not close(): it would talk to a server that may not answer.
                old.abort(Runnable::run);
            } catch (SQLException e) {
                throw new IllegalStateException("abort of a connection failed", e);
            }
        }
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                org.slf4j.LoggerFactory.getLogger(Connections.class)
                        .debug("msg=\"closing a connection failed\" state={}", e.getSQLState());
            }
        }
    }

    private static Properties properties(MySqlSinkConfig config) {
        Properties properties = new Properties();
        config.username().ifPresent(user -> properties.setProperty("user", user));
        config.password().ifPresent(password -> properties.setProperty("password", password.value()));
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        // The marker's conditional update counts rows found, not rows changed.
        properties.setProperty("useAffectedRows", "false");
        properties.setProperty("cachePrepStmts", "true");
        properties.setProperty("prepStmtCacheSize", "64");
        properties.setProperty("prepStmtCacheSqlLimit", "1048576");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_MILLIS));
        properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_MILLIS));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }
}
