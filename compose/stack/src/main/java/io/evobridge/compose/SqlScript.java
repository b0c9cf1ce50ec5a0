package io.evobridge.compose;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** SQL statements separated by semicolons; no statement holds one itself. */
public final class SqlScript {

    private SqlScript() {}

    /** Executes one after the other. */
    public static void run(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : script.split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }
}
