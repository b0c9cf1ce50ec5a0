package io.evobridge.bridge.check;

import io.evobridge.bridge.SqlTable;
import io.evobridge.bridge.sql.FoundTable;
import io.evobridge.bridge.sql.Session;
import io.evobridge.contract.ProgressTableSql;
import java.sql.SQLException;

/**
 * Makes the tables of progress markers before a writable node is captured: its first snapshot and its publication must
 * hold them already.
 */
final class ProgressSetup {

    private final Session session;
    private final ServerCheck server;
    private final Findings findings;
    private final boolean making;

    ProgressSetup(Session session, ServerCheck server, Findings findings, boolean making) {
        this.session = session;
        this.server = server;
        this.findings = findings;
        this.making = making;
    }

    /** Creates a table, or adds to an older one what it lacks; repeating it changes nothing. */
    void ensure(FoundTable found) {
        SqlTable table = found.table();
        if (!found.isThere()) {
            execute(
                    "CREATE TABLE " + server.quoted(table)
                            + server.progressTable().columns(),
                    "table " + table + " created");
        } else if (found.column(ProgressTableSql.EVIDENCE).isEmpty()) {
            execute(
                    "ALTER TABLE " + server.quoted(table)
                            + server.progressTable().addEvidence(),
                    "table " + table + " has the column " + ProgressTableSql.EVIDENCE + " now");
        }
    }

    private void execute(String sql, String done) {
        if (!making) {
            findings.note("to be executed: " + sql);
            return;
        }
        try {
            session.execute(sql);
            findings.note(done);
        } catch (SQLException e) {
            findings.problem("the table in which sinks note their progress cannot be made (" + e.getMessage()
                    + "): execute it yourself: " + sql);
        }
    }
}
