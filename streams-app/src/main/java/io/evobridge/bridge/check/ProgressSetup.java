package io.evobridge.bridge.check;

import io.evobridge.bridge.SqlTable;
import java.sql.SQLException;

/**
 * Makes the tables of progress markers before a writable node is captured: its first snapshot and its publication must
 * hold them already.
 */
final class ProgressSetup {

    private static final String EVIDENCE = "evidence";

    private final Session session;
    private final ServerCheck server;
    private final Findings findings;

    ProgressSetup(Session session, ServerCheck server, Findings findings) {
        this.session = session;
        this.server = server;
        this.findings = findings;
    }

    /** Creates a table, or adds to an older one what it lacks; repeating it changes nothing. */
    void ensure(SqlTable table, TableShape shape) {
        if (!shape.isThere()) {
            execute(create(table), "table " + table + " created");
        } else if (!shape.columns().contains(EVIDENCE)) {
            execute(
                    "ALTER TABLE " + server.quoted(table) + " ADD COLUMN " + EVIDENCE + " "
                            + server.progressTypes().evidence(),
                    "table " + table + " has the column " + EVIDENCE + " now");
        }
    }

    private String create(SqlTable table) {
        return "CREATE TABLE " + server.quoted(table) + " (topic "
                + server.progressTypes().topic() + " NOT NULL, partition_no INT NOT NULL, sequence BIGINT NOT NULL,"
                + " highest_hlc BIGINT NOT NULL, " + EVIDENCE + " "
                + server.progressTypes().evidence() + ", PRIMARY KEY (topic, partition_no))";
    }

    private void execute(String sql, String done) {
        try {
            session.execute(sql);
            findings.note(done);
        } catch (SQLException e) {
            findings.problem("the table in which sinks note their progress cannot be made (" + e.getMessage()
                    + "): execute it yourself: " + sql);
        }
    }
}
