package io.evobridge.bridge;

import java.util.Map;
import java.util.Optional;

/**
 * One database of the bridge.
 *
 * @param name unique in the bridge; part of topic and connector names
 * @param type kind of database
 * @param direction whether its writes are captured, merged state is written to it, or both
 * @param address where it listens
 * @param database database or schema name; absent where the type has none
 * @param username account; absent for none
 * @param password reference to the account's password; absent for none
 * @param settings further connector settings, passed on as they are; they win over generated ones
 * @param staleness how far it may be behind
 * @param maxInFlight captured changes that the resolver has not committed at which capture waits until half are left
 */
public record Node(
        String name,
        NodeType type,
        Direction direction,
        Address address,
        Optional<String> database,
        Optional<String> username,
        Optional<SecretReference> password,
        Map<String, String> settings,
        StalenessBound staleness,
        int maxInFlight) {

    /** What a bridge file means that says nothing. */
    public static final int DEFAULT_MAX_IN_FLIGHT = 10_000;

    public Node {
        settings = Map.copyOf(settings);
    }

    /** Where a table is whose name does not say it: the node's database, or PostgreSQL's usual schema. */
    String defaultPlace() {
        return type == NodeType.POSTGRESQL ? "public" : sqlDatabase();
    }

    /** The database that a client connects to for a table. */
    String databaseOf(SqlTable table) {
        return type == NodeType.POSTGRESQL ? sqlDatabase() : table.place();
    }

    /** JDBC URL of a database of this node, without account. */
    String jdbcUrl(String databaseName) {
        return "jdbc:" + type.word() + "://" + address + "/" + databaseName;
    }

    private String sqlDatabase() {
        return database.orElseThrow(() -> new IllegalStateException("node " + name + " has no database"));
    }
}
