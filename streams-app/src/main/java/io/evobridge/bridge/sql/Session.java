package io.evobridge.bridge.sql;

import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A connection to a node with SQL, with the few questions that are asked beside the pipeline. Every statement commits by itself. */
public final class Session implements AutoCloseable {

    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 60;

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects to PostgreSQL's database of the node, elsewhere to the server, so that a missing database is found like
     * a missing table.
     */
    public static Session open(Node node, Optional<String> password) throws SQLException {
        Properties properties = new Properties();
        node.username().ifPresent(user -> properties.setProperty("user", user));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        if (node.type() == NodeType.POSTGRESQL) {
            properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
            properties.setProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
            String url = "jdbc:postgresql://" + node.address() + "/"
                    + node.database().orElseThrow();
            return new Session(DriverManager.getConnection(url, properties));
        }
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS * 1000));
        properties.setProperty("socketTimeout", Integer.toString(ANSWER_SECONDS * 1000));
        // MySQL's usual accounts cannot log in without TLS otherwise.
        properties.setProperty("allowPublicKeyRetrieval", "true");
        return new Session(DriverManager.getConnection("jdbc:mariadb://" + node.address() + "/", properties));
    }

    public Connection connection() {
        return connection;
    }

    /** The first column of all rows, null as empty text. */
    public List<String> texts(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    String text = rows.getString(1);
                    texts.add(text == null ? "" : text);
                }
                return texts;
            }
        }
    }

    /** The only value of a query that has one. */
    public String text(String sql, String... parameters) throws SQLException {
        List<String> texts = texts(sql, parameters);
        if (texts.size() != 1) {
            throw new SQLException("one row expected, not " + texts.size() + ", of " + sql);
        }
        return texts.get(0);
    }

    /** Whether a query of a condition is true. */
    public boolean is(String sql, String... parameters) throws SQLException {
        String text = text(sql, parameters);
        return text.equals("t") || text.equals("1") || text.equals("true");
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
