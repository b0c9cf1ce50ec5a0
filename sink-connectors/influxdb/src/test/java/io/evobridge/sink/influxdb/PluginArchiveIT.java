package io.evobridge.sink.influxdb;

import io.evobridge.servers.InfluxDb;
import io.evobridge.sink.common.contract.PluginArchiveContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PluginArchiveIT extends PluginArchiveContract {

    private static final String DATABASE = "history";

    @TempDir
    private static Path home;

    private static InfluxDb server;

    @BeforeAll
    static void startServer() {
        server = InfluxDb.start(home);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "connector.class", "InfluxDbSink",
                "primary.key.fields", "id",
                "connection.url", server.url(),
                "database", DATABASE,
                "database.create", "true");
    }

    @Override
    protected List<String> values() {
        return List.of("{\"amount\": 1}", "{\"amount\": \"many\"}", "{\"amount\": 3, \"tags\": [\"a\", {\"b\": 1}]}");
    }

    @Override
    protected List<String> written() throws Exception {
        return TestRequests.influxQl(server.url(), DATABASE, "SELECT amount, id, tags FROM orders").stream()
                .map(row -> row.get("id") + "=" + row.get("amount"))
                .toList();
    }

    @Override
    protected List<String> expected() {
        return List.of("0=1", "2=3");
    }

    @Override
    protected String reason() {
        return "field type conflict";
    }
}
