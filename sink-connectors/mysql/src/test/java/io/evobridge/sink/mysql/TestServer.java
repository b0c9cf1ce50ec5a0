package io.evobridge.sink.mysql;

import io.evobridge.servers.MySql;
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

/** One MySQL with the database {@code shop} for the integration tests of this module. */
final class TestServer implements AutoCloseable {

    static final String DATABASE = "shop";

    private final MySql server;

    private TestServer(MySql server) {
        this.server = server;
    }

    static TestServer start() {
        try {
            MySql server = MySql.start(
                    Files.createTempDirectory(Path.of("target"), "mysql").toAbsolutePath());
            server.createDatabase(DATABASE);
            return new TestServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("name", "mysql-sink");
        config.put("connection.url", server.jdbcUrl(DATABASE));
        config.put("connection.username", server.user());
        config.put("connection.password", server.password());
        config.put("schema.evolution", "basic");
        config.put("flush.retry.delay.ms", "10");
        return config;
    }

    MySql server() {
        return server;
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
    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(DATABASE) + "?tinyInt1isBit=false&yearIsDateType=false",
                server.user(),
                server.password());
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
                if (rows.getBytes(i) == null) {
                    continue;
                }
                String type = columns.getColumnTypeName(i);
                boolean bytes = type.contains("BLOB")
                        || type.contains("BINARY")
                        || type.equals("BIT")
                        || type.equals("GEOMETRY");
                row.put(
                        columns.getColumnLabel(i),
                        bytes ? HexFormat.of().formatHex(rows.getBytes(i)) : rows.getString(i));
            }
            return row;
        } catch (SQLException e) {
            if (e.getErrorCode() == MySqlErrors.TABLE_MISSING) {
                return null;
            }
            throw new IllegalStateException(e);
        }
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
