package io.evobridge.sink.sql;

import io.evobridge.servers.MySql;
import io.evobridge.sink.common.contract.PluginArchiveContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PluginArchiveIT extends PluginArchiveContract {

    private static final String DATABASE = "shop";

    @TempDir
    private static Path home;

    private static MySql server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = MySql.start(home);
        server.createDatabase(DATABASE);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "connector.class",
                "SqlSink",
                "primary.key.fields",
                "id",
                "connection.url",
                server.jdbcUrl(DATABASE),
                "connection.username",
                server.user(),
                "connection.password",
                server.password(),
                "schema.evolution",
                "basic");
    }

    @Override
    protected List<String> values() {
        return List.of("{\"amount\": 1}", "{\"amount\": \"many\"}", "{\"amount\": 3, \"tags\": [\"a\", {\"b\": 1}]}");
    }

    @Override
    protected List<String> written() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT id, amount, tags FROM orders ORDER BY id")) {
            while (found.next()) {
                rows.add(found.getString("id") + '=' + found.getString("amount") + ' ' + found.getString("tags"));
            }
        }
        return rows;
    }

    @Override
    protected List<String> expected() {
        return List.of("0=1 null", "2=3 [\"a\", {\"b\": 1}]");
    }

    @Override
    protected String reason() {
        return "column 'amount'";
    }
}
