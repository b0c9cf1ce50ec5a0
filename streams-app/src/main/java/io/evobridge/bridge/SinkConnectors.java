package io.evobridge.bridge;

import io.evobridge.contract.ProgressTableSql;
import java.util.LinkedHashMap;
import java.util.Map;

/** Configuration of the connector that writes one entity's resolved state into one node. */
final class SinkConnectors {

    private SinkConnectors() {}

    static Connector connector(Bridge bridge, Node node, Entity entity) {
        Map<String, String> config = new LinkedHashMap<>(Connectors.common(bridge));
        Mapping mapping = entity.on(node).orElseThrow();
        config.put("tasks.max", "1");
        config.put("topics", bridge.topics().resolved(entity.name()));
        config.put("primary.key.mode", "canonical_key");
        config.put("primary.key.fields", String.join(",", entity.key()));
        if (!mapping.columns().isEmpty()) {
            config.put("field.renames", mapping.renames());
        }
        deadLetters(bridge, node, config);
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("consumer.override.max.poll.records", "2000");
        target(node, mapping, config);
        config.putAll(node.settings());
        config.putAll(mapping.settings());
        return new Connector(Connectors.sinkName(bridge, node, entity), config);
    }

    private static void target(Node node, Mapping mapping, Map<String, String> config) {
        switch (node.type()) {
            case MYSQL, MARIADB, POSTGRESQL -> sql(node, mapping, config);
            case REDIS -> {
                config.put("connector.class", "io.evobridge.sink.redis.RedisSinkConnector");
                String index = node.database().map(number -> "/" + number).orElse("");
                config.put("connection.url", "redis://" + node.address() + index);
                account(node, config);
            }
            case INFLUXDB -> {
                config.put("connector.class", "io.evobridge.sink.influxdb.InfluxDbSinkConnector");
                config.put("connection.url", "http://" + node.address());
                node.database().ifPresent(database -> config.put("database", database));
                if (node.username().isPresent()) {
                    account(node, config);
                } else {
                    // InfluxDB 2 knows tokens where InfluxDB 1 knows accounts.
                    node.password().ifPresent(token -> config.put("connection.token", token.text()));
                }
            }
        }
    }

    private static void sql(Node node, Mapping mapping, Map<String, String> config) {
        config.put("connector.class", "io.evobridge.sink.sql.SqlSinkConnector");
        SqlTable table = mapping.sqlTable();
        config.put("connection.url", node.jdbcUrl(node.databaseOf(table)));
        config.put("collection.name.format", node.type() == NodeType.POSTGRESQL ? table.toString() : table.name());
        if (!mapping.exclude().isEmpty()) {
            config.put("field.exclude.list", String.join(",", mapping.exclude()));
        }
        Connectors.rules(mapping.rules(), "field.conversions", "field.splits", "column.constants", config);
        if (node.direction() == Direction.BOTH) {
            config.put("fence.node", node.name());
            config.put("progress.enabled", "true");
            if (node.type() == NodeType.POSTGRESQL) {
                // The search path of an account may begin elsewhere, but this is the one that is captured.
                config.put("progress.table.name", node.defaultPlace() + "." + ProgressTableSql.NAME);
            }
        }
        account(node, config);
    }

    private static void account(Node node, Map<String, String> config) {
        node.username().ifPresent(user -> config.put("connection.username", user));
        node.password().ifPresent(secret -> config.put("connection.password", secret.text()));
    }

    /** What the target refuses, or what cannot be read, is kept with its reason; everything else flows on. */
    private static void deadLetters(Bridge bridge, Node node, Map<String, String> config) {
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", bridge.topics().deadLetters(node.name()));
        config.put("errors.deadletterqueue.topic.replication.factor", Integer.toString(bridge.replication()));
        config.put("errors.deadletterqueue.context.headers.enable", "true");
    }
}
