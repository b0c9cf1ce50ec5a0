package io.evobridge.bridge.check;

import io.evobridge.bridge.SqlTable;
import io.evobridge.bridge.sql.Session;
import io.evobridge.contract.ProgressTableSql;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL. */
final class PostgreSqlServer implements ServerCheck {

    private final String replicationName;
    private final Session session;
    private final Findings findings;

    /** The name is that of the node's replication slot and publication. */
    PostgreSqlServer(String replicationName, Session session, Findings findings) {
        this.replicationName = replicationName;
        this.session = session;
        this.findings = findings;
    }

    @Override
    public void capture(List<SqlTable> mapped) throws SQLException {
        String level = session.text("SHOW wal_level");
        if (!level.equals("logical")) {
            findings.problem("wal_level is " + level + ", so the log does not hold the rows:"
                    + " ALTER SYSTEM SET wal_level = 'logical', then restart the server");
        }
        if (!session.is("SELECT count(*) > 0 FROM pg_replication_slots WHERE slot_name = ?", replicationName)) {
            spare("pg_replication_slots", "max_replication_slots", "replication slot");
            spare("pg_stat_replication", "max_wal_senders", "sender of its log");
        }
        if (!session.is("SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user")
                && !session.is("SELECT count(*) > 0 FROM pg_roles WHERE rolname = 'rds_replication'"
                        + " AND pg_has_role(current_user, oid, 'member')")) {
            findings.problem("the account may not read the log: ALTER ROLE " + account() + " REPLICATION");
        }
        publication(mapped);
    }

    /** Whether the server has one more of something that is limited. */
    private void spare(String used, String limit, String what) throws SQLException {
        if (session.is("SELECT (SELECT count(*) FROM " + used + ") >= current_setting('" + limit + "')::int")) {
            findings.problem("the server has no free " + what + ": drop one that nobody uses, or ALTER SYSTEM SET "
                    + limit + " = " + session.text("SELECT current_setting('" + limit + "')::int + 5")
                    + ", then restart the server");
        }
    }

    /** Debezium creates and changes the publication, which only an owner of the tables may do. */
    private void publication(List<SqlTable> mapped) throws SQLException {
        if (!session.is("SELECT has_database_privilege(current_database(), 'CREATE')")) {
            findings.problem("the account may not create a publication: GRANT CREATE ON DATABASE "
                    + session.text("SELECT quote_ident(current_database())") + " TO " + account());
        }
        for (SqlTable table : mapped) {
            List<String> owners = session.texts(
                    "SELECT quote_ident(pg_get_userbyid(relowner)) FROM pg_class WHERE oid = to_regclass(?)"
                            + " AND NOT pg_has_role(current_user, relowner, 'USAGE')",
                    quoted(table));
            for (String owner : owners) {
                findings.problem("table " + table + " belongs to " + owner
                        + ", and only an owner may publish it: GRANT " + owner + " TO " + account());
            }
        }
    }

    @Override
    public void table(SqlTable table, boolean captured, boolean written) throws SQLException {
        String name = quoted(table);
        if (captured && !session.is("SELECT relreplident = 'f' FROM pg_class WHERE oid = to_regclass(?)", name)) {
            findings.problem("the log does not hold the old rows of table " + table + ": ALTER TABLE " + name
                    + " REPLICA IDENTITY FULL");
        }
        List<String> wanted = written ? List.of("SELECT", "INSERT", "UPDATE", "DELETE") : List.of("SELECT");
        List<String> missing = session.texts(wanted.stream()
                .map(privilege -> "SELECT '" + privilege + "' WHERE NOT has_table_privilege(to_regclass('"
                        + name.replace("'", "''") + "'), '" + privilege + "')")
                .collect(Collectors.joining(" UNION ALL ")));
        if (!missing.isEmpty()) {
            findings.problem("table " + table + " lacks privileges: GRANT " + String.join(", ", missing) + " ON " + name
                    + " TO " + account());
        }
    }

    private String account() throws SQLException {
        return session.text("SELECT quote_ident(current_user)");
    }

    @Override
    public String quoted(SqlTable table) {
        return "\"" + table.place().replace("\"", "\"\"") + "\".\""
                + table.name().replace("\"", "\"\"") + "\"";
    }

    @Override
    public String clock() {
        return "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    }

    @Override
    public ProgressTableSql progressTable() {
        return ProgressTableSql.POSTGRESQL;
    }
}
