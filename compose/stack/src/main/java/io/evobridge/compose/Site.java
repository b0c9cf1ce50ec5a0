package io.evobridge.compose;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Node;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One database as its applications see it: reached directly, in its own words, knowing nothing of the bridge. */
public final class Site {

    private final String name;
    private final String jdbcUrl;
    private final Map<String, NodeTable> tables = new LinkedHashMap<>();

    /**
     * The tables come from the bridge's mappings.
     *
     * @param jdbcUrl with account and timeouts
     */
    public Site(Bridge bridge, Node node, String jdbcUrl) {
        this.name = node.name();
        this.jdbcUrl = jdbcUrl;
        bridge.entitiesOn(node).forEach(entity -> tables.put(entity.name(), new NodeTable(entity, node)));
    }

    /** The node's name. */
    public String name() {
        return name;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    /** Names of the entities that live here. */
    public Set<String> entities() {
        return Collections.unmodifiableSet(tables.keySet());
    }

    /** The table of an entity that lives here. */
    public NodeTable table(String entity) {
        return Objects.requireNonNull(tables.get(entity), entity);
    }

    /** Runs statements, each in a transaction of its own. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
