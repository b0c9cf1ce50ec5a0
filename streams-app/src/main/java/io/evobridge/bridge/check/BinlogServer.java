package io.evobridge.bridge.check;

import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import io.evobridge.bridge.SqlTable;
import io.evobridge.bridge.sql.Session;
import io.evobridge.contract.ProgressTableSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** MySQL or MariaDB. */
final class BinlogServer implements ServerCheck {

    /** Server's answers to a statement without the privilege for it. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143, 1227);

    private static final List<String> LOCKING = List.of("RELOAD", "FLUSH_TABLES", "LOCK TABLES", "ALL PRIVILEGES");

    private static final String VARIABLES = "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin', 'binlog_format',"
            + " 'binlog_row_image', 'gtid_mode', 'binlog_row_value_options', 'binlog_transaction_compression')";

    private final Node node;
    private final Session session;
    private final Findings findings;
    private final boolean mariadb;

    BinlogServer(Node node, Session session, Findings findings) {
        this.node = node;
        this.session = session;
        this.findings = findings;
        this.mariadb = node.type() == NodeType.MARIADB;
    }

    @Override
    public void capture(List<SqlTable> mapped) throws SQLException {
        Map<String, String> variables = variables();
        if (!"ON".equals(variables.get("log_bin"))) {
            findings.problem("the server writes no binary log: start it with log_bin in its configuration");
        }
        expect(variables, "binlog_format", "ROW", "other formats do not hold the rows");
        expect(variables, "binlog_row_image", "FULL", "a change must be logged with the whole row");
        if (!mariadb) {
            expect(variables, "binlog_row_value_options", "", "parts of JSON documents cannot be merged");
            expect(variables, "binlog_transaction_compression", "OFF", "a compressed transaction has one position");
            gtids(variables);
        }
        privileges();
        locks();
    }

    private Map<String, String> variables() throws SQLException {
        Map<String, String> variables = new HashMap<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(VARIABLES)) {
            while (rows.next()) {
                variables.put(
                        rows.getString(1).toLowerCase(Locale.ROOT),
                        rows.getString(2).toUpperCase(Locale.ROOT));
            }
        }
        return variables;
    }

    /** A variable that an older server does not know is as it must be. */
    private void expect(Map<String, String> variables, String variable, String wanted, String why) {
        String found = variables.getOrDefault(variable, wanted);
        if (!found.equals(wanted)) {
            String set = mariadb
                    ? "SET GLOBAL " + variable + " = '" + wanted + "', and write it into the server's configuration"
                    : "SET PERSIST " + variable + " = '" + wanted + "'";
            findings.problem(variable + " is " + found + ", but " + why + ": " + set);
        }
    }

    private void gtids(Map<String, String> variables) {
        String mode = variables.getOrDefault("gtid_mode", "OFF");
        if (node.direction().isWritten() && !mode.equals("ON")) {
            findings.problem("gtid_mode is " + mode
                    + ", but only with GTIDs can the bridge tell its own transactions from others:"
                    + " SET PERSIST enforce_gtid_consistency = ON, then SET PERSIST gtid_mode = OFF_PERMISSIVE,"
                    + " ON_PERMISSIVE and ON, one after the other");
        }
    }

    private void privileges() throws SQLException {
        boolean readable = mariadb
                ? grants("BINLOG MONITOR") || grants("REPLICATION CLIENT")
                : allowed("SHOW MASTER STATUS", "SHOW BINARY LOG STATUS");
        boolean replicable = mariadb ? grants("REPLICATION SLAVE") : allowed("SHOW REPLICAS", "SHOW SLAVE HOSTS");
        if (!readable || !replicable) {
            findings.problem(
                    "the account may not read the binary log: GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO "
                            + account());
        }
    }

    /** For the moment in which the first snapshot begins, Debezium locks everything or, failing that, its tables. */
    private void locks() throws SQLException {
        boolean lockable = session.texts("SHOW GRANTS").stream()
                .anyMatch(grant -> LOCKING.stream().anyMatch(grant::contains) || !grant.contains(" ON "));
        if (!lockable) {
            findings.problem("the account may not lock the tables for the moment in which the first snapshot begins:"
                    + " GRANT RELOAD ON *.* TO " + account());
        }
    }

    private boolean grants(String privilege) throws SQLException {
        return session.texts("SHOW GRANTS").stream()
                .filter(grant -> grant.contains(" ON *.* "))
                .anyMatch(grant -> grant.contains(privilege) || grant.contains("ALL PRIVILEGES"));
    }

    /** Whether a statement is allowed; it has another name in other versions. */
    private boolean allowed(String statement, String otherwise) throws SQLException {
        try {
            return tried(statement);
        } catch (SQLException e) {
            return tried(otherwise);
        }
    }

    private boolean tried(String statement) throws SQLException {
        try {
            session.execute(statement);
            return true;
        } catch (SQLException e) {
            if (DENIED.contains(e.getErrorCode())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void table(SqlTable table, boolean captured, boolean written) throws SQLException {
        String name = quoted(table);
        if (captured && !tried("SELECT 1 FROM " + name + " LIMIT 0")) {
            findings.problem("table " + table + " may not be read: GRANT SELECT ON " + name + " TO " + account());
        }
        if (written && (!tried("EXPLAIN DELETE FROM " + name + " WHERE 1 = 0") || !mayInsertAndUpdate(table, name))) {
            findings.problem("table " + table + " may not be written: GRANT SELECT, INSERT, UPDATE, DELETE ON " + name
                    + " TO " + account());
        }
        if (captured && mariadb) {
            refuseUnreadableTypes(table);
        }
    }

    private boolean mayInsertAndUpdate(SqlTable table, String name) throws SQLException {
        List<String> columns = session
                .texts(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
                                + " AND COALESCE(generation_expression, '') = '' ORDER BY ordinal_position",
                        table.place(),
                        table.name())
                .stream()
                .map(column -> "`" + column.replace("`", "``") + "`")
                .toList();
        String column = columns.isEmpty() ? "1" : columns.get(0);
        String all = columns.isEmpty() ? "1" : String.join(", ", columns);
        return tried("EXPLAIN UPDATE " + name + " SET " + column + " = " + column + " WHERE 1 = 0")
                && tried("EXPLAIN REPLACE INTO " + name + " (" + all + ") SELECT " + all + " FROM " + name);
    }

    /** Debezium 3.5 stops at the definition of a table with a column of one of these types. */
    private void refuseUnreadableTypes(SqlTable table) throws SQLException {
        List<String> columns = session.texts(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
                        + " AND data_type IN ('inet4', 'inet6')",
                table.place(),
                table.name());
        for (String column : columns) {
            findings.problem(
                    "column " + column + " of table " + table + " has a type that cannot be captured: ALTER TABLE "
                            + quoted(table) + " MODIFY `" + column + "` VARCHAR(45)");
        }
    }

    private String account() throws SQLException {
        String account = session.text("SELECT CURRENT_USER()");
        int at = account.lastIndexOf('@');
        return "'" + account.substring(0, at) + "'@'" + account.substring(at + 1) + "'";
    }

    @Override
    public String quoted(SqlTable table) {
        return "`" + table.place().replace("`", "``") + "`.`" + table.name().replace("`", "``") + "`";
    }

    @Override
    public String clock() {
        return "SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)";
    }

    @Override
    public ProgressTableSql progressTable() {
        return ProgressTableSql.MYSQL;
    }
}
