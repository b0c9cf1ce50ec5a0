package io.evobridge.sink.sql;

import io.evobridge.sink.sql.dialect.Column;
import io.evobridge.sink.sql.dialect.Dialect;
import io.evobridge.sink.sql.dialect.Fault;
import io.evobridge.sink.sql.dialect.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Finds out at the start what the user may not do, by statements that touch no row. So a missing privilege is a sentence
 * then, and not a failure in the middle of the night when the first row is deleted.
 */
final class TablePrivileges {

    private final Dialect dialect;
    private final boolean inserts;
    private final boolean updates;
    private final boolean deletes;
    private final boolean locks;
    private final List<String> complaints = new ArrayList<>();

    TablePrivileges(Dialect dialect, SqlSinkConfig config) {
        this.dialect = dialect;
        this.inserts = config.insertMode() != InsertMode.UPDATE;
        this.updates = config.insertMode() != InsertMode.INSERT;
        this.deletes = config.readingRules().deleteEnabled();
        this.locks = config.fenceNode().isPresent();
    }

    /** Tries what the sink does with a table of rows. Ends the transaction. */
    void check(Connection connection, Table table) throws SQLException {
        Map<String, String> probes = new LinkedHashMap<>();
        String name = table.name().sql(dialect::quote);
        probes.put("SELECT", "SELECT 1 FROM " + name + " WHERE 1 = 0" + (locks ? " FOR UPDATE" : ""));
        Optional<String> changed = columns(table, Column::isUpdatable).stream().findFirst();
        if (inserts && changed.isPresent()) {
            List<String> required = columns(table, Column::isRequired);
            String named = required.isEmpty() ? changed.get() : String.join(", ", required);
            probes.put(
                    "INSERT",
                    "INSERT INTO " + name + " (" + named + ") SELECT " + named + " FROM " + name + " WHERE 1 = 0");
        }
        if (updates && changed.isPresent()) {
            probes.put("UPDATE", "UPDATE " + name + " SET " + changed.get() + " = " + changed.get() + " WHERE 1 = 0");
        }
        if (deletes) {
            probes.put("DELETE", "DELETE FROM " + name + " WHERE 1 = 0");
        }
        for (Map.Entry<String, String> probe : probes.entrySet()) {
            probe(connection, table, probe.getKey(), probe.getValue());
        }
    }

    /** Throws ConnectException with every complaint. */
    void require() {
        if (!complaints.isEmpty()) {
            throw new ConnectException(String.join("; ", complaints));
        }
    }

    private void probe(Connection connection, Table table, String privilege, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.rollback();
        } catch (SQLException e) {
            Fault fault = dialect.fault(e);
            if (fault == Fault.CONNECTION_LOST || fault == Fault.BUSY) {
                throw e;
            }
            connection.rollback();
            if (fault != Fault.NOT_PERMITTED) {
                // A trigger, perhaps, that does not like it: real rows will show.
                return;
            }
            // PostgreSQL locks rows only for those who may change them.
            String missing = privilege.equals("SELECT") && locks ? "SELECT, UPDATE" : privilege;
            complaints.add("the user may not " + privilege + " in table " + table.name() + ": GRANT " + missing + " ON "
                    + table.name().sql(dialect::quote) + " TO " + dialect.user(connection));
        }
    }

    private List<String> columns(Table table, Predicate<Column> which) {
        return table.columns().values().stream()
                .filter(which)
                .map(column -> dialect.quote(column.name()))
                .toList();
    }
}
