package io.evobridge.bridge.check;

import io.evobridge.bridge.SqlTable;
import io.evobridge.contract.ProgressTableSql;
import java.sql.SQLException;
import java.util.List;

/** What differs between kinds of SQL servers when a node is checked. */
interface ServerCheck {

    /** Settings and privileges of a server whose log is to be captured. */
    void capture(List<SqlTable> mapped) throws SQLException;

    /** What must be true of one mapped table that is there, beyond key and columns. */
    void table(SqlTable table, boolean captured, boolean written) throws SQLException;

    /** The table's name for SQL. */
    String quoted(SqlTable table);

    /** SQL of the server's time in microseconds since 1970 UTC. */
    String clock();

    /** How the progress table is made there. */
    ProgressTableSql progressTable();
}
