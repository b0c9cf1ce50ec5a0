package io.evobridge.sink.sql;

import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Login;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection of a task: opened when first needed, dropped when broken. Transactions are explicit. */
final class Connections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final Dialect dialect;
    private final Login login;
    private @Nullable Connection connection;

    Connections(Dialect dialect, Login login) {
        this.dialect = dialect;
        this.login = login;
    }

    /** The connection, new where there is none. */
    Connection get() throws SQLException {
        if (connection == null) {
            connection = dialect.connect(login);
        }
        return connection;
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
                LOG.debug("msg=\"closing a connection failed\" state={}", e.getSQLState());
            }
        }
    }
}
