package io.evobridge.sink.sql;

import io.evobridge.servers.MariaDb;
import io.evobridge.servers.MySql;
import io.evobridge.servers.PostgreSql;
import io.evobridge.servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One real server with the database {@code shop} for the integration tests of this module.
 *
 * @param server the process
 * @param url JDBC URL of the database
 * @param user who may do everything
 */
record TestServer(Server server, String url, String user, String password) implements AutoCloseable {

    static final String DATABASE = "shop";

    static TestServer mySql() {
        try {
            MySql server = MySql.start(home("mysql"));
            server.createDatabase(DATABASE);
            return new TestServer(server, server.jdbcUrl(DATABASE), server.user(), server.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestServer mariaDb() {
        try {
            MariaDb server = MariaDb.start(home("mariadb"));
            server.createDatabase(DATABASE);
            return new TestServer(server, server.jdbcUrl(DATABASE), server.user(), server.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestServer postgreSql() {
        try {
            PostgreSql server = PostgreSql.start(home("postgresql"));
            server.createDatabase(DATABASE);
            return new TestServer(server, server.jdbcUrl(DATABASE), server.user(), server.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path home(String name) {
        try {
            return Files.createTempDirectory(Path.of("target"), name).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("name", "sql-sink");
        config.put("connection.url", url);
        config.put("connection.username", user);
        config.put("connection.password", password);
        config.put("schema.evolution", "basic");
        config.put("flush.retry.delay.ms", "10");
        return config;
    }

    void execute(String... sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection that gives TINYINT(1) and YEAR back as the numbers that they are. */
    Connection connect() throws SQLException {
        String plain = url.startsWith("jdbc:postgresql:") ? "" : "?tinyInt1isBit=false&yearIsDateType=false";
        return DriverManager.getConnection(url + plain, user, password);
    }

    /** The first row as text by column, bytes in hexadecimal, null columns left out; null where there is no row. */
    @Nullable
    Map<String, String> row(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                return null;
            }
            Map<String, String> row = new LinkedHashMap<>();
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String text = text(rows, columns.getColumnTypeName(i), i);
                if (text != null) {
                    row.put(columns.getColumnLabel(i), text);
                }
            }
            return row;
        } catch (SQLException e) {
            if (isTableMissing(e)) {
                return null;
            }
            throw new IllegalStateException(e);
        }
    }

    private boolean isTableMissing(SQLException e) {
        return e.getErrorCode() == 1146 || "42P01".equals(e.getSQLState());
    }

    private static @Nullable String text(ResultSet rows, String type, int index) throws SQLException {
        boolean bytes = type.contains("BLOB")
                || type.contains("BINARY")
                || type.equals("BIT")
                || type.equals("GEOMETRY")
                || type.equals("bytea");
        if (!bytes) {
            return rows.getString(index);
        }
        byte[] value = rows.getBytes(index);
        return value == null ? null : HexFormat.of().formatHex(value);
    }

    @Nullable
    String value(String sql) {
        Map<String, String> row = row(sql);
        return row == null ? null : row.values().stream().findFirst().orElse(null);
    }

    /** All values of one column. */
    List<String> column(String sql, String label) {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(label));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
