package io.evobridge.bridge;

import java.util.Map;
import java.util.stream.Collectors;

/** What Debezium needs to read the binary log of MySQL or MariaDB. */
final class BinlogSource {

    /** Replication ids below this one are left to people. */
    private static final int FIRST_SERVER_ID = 0x4000_0000;

    private BinlogSource() {}

    static void add(Bridge bridge, Node node, Map<String, String> config) {
        config.put(
                "connector.class",
                node.type() == NodeType.MARIADB
                        ? "io.debezium.connector.mariadb.MariaDbConnector"
                        : "io.debezium.connector.mysql.MySqlConnector");
        config.put("database.server.id", Integer.toString(serverId(bridge, node)));
        config.put(
                "database.include.list",
                bridge.entitiesOn(node)
                        .map(entity -> entity.on(node).orElseThrow().sqlTable().place())
                        .distinct()
                        .collect(Collectors.joining(",")));
        config.put("schema.history.internal.kafka.bootstrap.servers", bridge.bootstrapServers());
        config.put("schema.history.internal.kafka.topic", bridge.capturePrefix(node) + ".schema-history");
        config.put("schema.history.internal.store.only.captured.tables.ddl", "true");
        config.put("bigint.unsigned.handling.mode", "precise");
        config.put("enable.time.adjuster", "false");
        config.put("inconsistent.schema.handling.mode", "fail");
    }

    /** A replica id that is the same at every start and differs between nodes. */
    private static int serverId(Bridge bridge, Node node) {
        return FIRST_SERVER_ID + ((bridge.name() + "/" + node.name()).hashCode() & 0x3FFF_FFFF);
    }
}
