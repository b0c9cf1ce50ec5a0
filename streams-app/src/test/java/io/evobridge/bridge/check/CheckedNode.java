package io.evobridge.bridge.check;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A bridge with one node that is checked. */
final class CheckedNode {

    static final String PASSWORD = "secret";

    private CheckedNode() {}

    /**
     * Checks a node named shop that holds the entity customer.
     *
     * @param node further keys of the node
     * @param mapping of the entity, with {@code table} and what else
     */
    static BridgeCheck check(Path folder, String node, String mapping) throws IOException {
        Path file = Files.writeString(folder.resolve("bridge.yaml"), """
                bridge: trading
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                registry: http://127.0.0.1:8080
                nodes:
                  shop: {%s, database: shop, username: poor, password: "${env:SHOP_PASSWORD}"}
                entities:
                  customer:
                    key: [id]
                    mappings:
                      shop: %s
                """.formatted(node, mapping));
        Bridge bridge = BridgeFile.read(file, Map.of());
        return BridgeCheck.of(bridge, Map.of("SHOP_PASSWORD", PASSWORD));
    }

    static void execute(Connection opened, String... sql) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }
}
