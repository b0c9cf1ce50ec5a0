package io.evobridge.bridge.check;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Direction;
import io.evobridge.bridge.Entity;
import io.evobridge.bridge.Mapping;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import io.evobridge.bridge.ProgressTables;
import io.evobridge.bridge.SqlTable;
import io.evobridge.bridge.sql.Catalog;
import io.evobridge.bridge.sql.FoundTable;
import io.evobridge.bridge.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The check of one node with SQL: everything that stands in the bridge's way, found in one go. */
final class NodeCheck {

    /** What the resolver believes of a commit time by default. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final Bridge bridge;
    private final Node node;
    private final boolean making;
    private final Findings findings;

    private NodeCheck(Bridge bridge, Node node, boolean making) {
        this.bridge = bridge;
        this.node = node;
        this.making = making;
        this.findings = new Findings(node.name());
    }

    /**
     * Checks, and where nothing stands in the way makes the tables of progress markers.
     *
     * @param making false to say only what would be made
     */
    static Findings of(Bridge bridge, Node node, Map<String, String> environment, boolean making) {
        NodeCheck check = new NodeCheck(bridge, node, making);
        Optional<String> password = Optional.empty();
        if (node.password().isPresent()) {
            password = node.password().get().resolve(environment);
            if (password.isEmpty()) {
                check.findings.problem("the password " + node.password().get()
                        + " is not to be found here: give it to this command, too");
                return check.findings;
            }
        }
        try (Session session = Session.open(node, password)) {
            check.run(session);
        } catch (SQLException e) {
            check.findings.problem(node.address() + " cannot be asked: " + e.getMessage());
        }
        return check.findings;
    }

    private void run(Session session) throws SQLException {
        ServerCheck server = node.type() == NodeType.POSTGRESQL
                ? new PostgreSqlServer(bridge.replicationName(node), session, findings)
                : new BinlogServer(node, session, findings);
        clock(session.text(server.clock()));
        Catalog catalog = new Catalog(session, node);
        List<SqlTable> there = new ArrayList<>();
        for (Entity entity : bridge.entitiesOn(node).toList()) {
            Mapping mapping = entity.on(node).orElseThrow();
            FoundTable table = catalog.table(mapping.sqlTable());
            findings.table(table);
            if (table.isThere()) {
                there.add(mapping.sqlTable());
                new TableShape(table).compare(entity, mapping, node.direction().isCaptured(), findings);
                server.table(
                        mapping.sqlTable(),
                        node.direction().isCaptured(),
                        node.direction().isWritten());
            } else if (!mayBeCreated(mapping)) {
                findings.problem(
                        "table " + mapping.sqlTable() + " of entity " + entity.name()
                                + " is not there, or the account may not see it: create it, grant it, or mend 'table' of the mapping");
            }
        }
        List<FoundTable> progress = new ArrayList<>();
        if (node.direction() == Direction.BOTH) {
            for (SqlTable table : ProgressTables.of(bridge, node)) {
                FoundTable found = catalog.table(table);
                progress.add(found);
                if (found.isThere()) {
                    there.add(table);
                    server.table(table, false, true);
                }
            }
        }
        if (node.direction().isCaptured()) {
            server.capture(there);
        }
        if (findings.problems().isEmpty()) {
            progress.forEach(new ProgressSetup(session, server, findings, making)::ensure);
        }
    }

    /** A sink that may create tables needs none to begin with. */
    private boolean mayBeCreated(Mapping mapping) {
        return node.direction() == Direction.SINK && mapping.createsColumns(node);
    }

    /** Ordering does not need equal clocks, but who wins between concurrent writes is decided by them. */
    private void clock(String serverMicros) {
        Instant there = Instant.EPOCH.plus(Long.parseLong(serverMicros), ChronoUnit.MICROS);
        Duration ahead = Duration.between(Instant.now(), there);
        if (ahead.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            findings.note("its clock is " + ahead.abs().toSeconds() + " s "
                    + (ahead.isNegative() ? "behind" : "ahead of")
                    + " this machine's: concurrent writes are judged by these clocks, so set it with NTP");
        }
    }
}
