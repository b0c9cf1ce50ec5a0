package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import io.evobridge.compose.torture.history.Action;
import io.evobridge.compose.torture.history.Ending;
import io.evobridge.compose.torture.history.History;
import io.evobridge.compose.torture.history.Invocation;
import io.evobridge.compose.torture.history.Operation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One process of an application: a connection, one operation after the other, each recorded. Not thread-safe. */
final class Client implements AutoCloseable {

    private static final long IDS_PER_PROCESS = 1_000_000_000L;

    private final Site site;
    private final int process;
    private final History history;
    private long operations;
    private @Nullable Connection connection;

    Client(Site site, int process, History history) {
        this.site = site;
        this.process = process;
        this.history = history;
    }

    Site site() {
        return site;
    }

    int process() {
        return process;
    }

    /** A word that nobody else writes, the next one with the next operation. */
    String uniqueWord() {
        return "p" + process + "." + operations;
    }

    /** Runs an operation as a transaction, and records how it ended. What is journalled is known to be committed. */
    Operation perform(Action action, String entity, String key, String value, Work work) {
        Invocation asked = new Invocation(
                process * IDS_PER_PROCESS + operations++, process, site.name(), entity, action, key, value);
        long invoked = history.nanos();
        Optional<String> found = Optional.empty();
        Ending onFailure = Ending.FAIL;
        Operation operation;
        try {
            Connection open = open();
            found = work.run(open);
            if (action != Action.READ) {
                journal(open, asked.id());
                onFailure = Ending.INFO;
            }
            open.commit();
            operation = new Operation(asked, Ending.OK, found, invoked, history.nanos(), "");
        } catch (SQLException e) {
            close();
            operation = new Operation(asked, onFailure, found, invoked, history.nanos(), problem(e));
        }
        history.add(operation);
        return operation;
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            connection = site.connect();
            connection.setAutoCommit(false);
        }
        return connection;
    }

    private static void journal(Connection connection, long id) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + Journal.NAME + " (operation) VALUES (?)")) {
            insert.setLong(1, id);
            insert.executeUpdate();
        }
    }

    private static String problem(SQLException failure) {
        return failure.getClass().getSimpleName() + ": "
                + String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** Also after each failure: the next operation begins on a connection that owes nothing. */
    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                // It is broken; that is why it is closed.
            }
        }
    }

    /** The statements of an operation. */
    @FunctionalInterface
    interface Work {
        /** The field's text as it was found under the lock; empty for an absent row. */
        Optional<String> run(Connection connection) throws SQLException;
    }
}
