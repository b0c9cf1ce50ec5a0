package io.evobridge.bridge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Configuration of the Debezium connector that captures a MySQL node, with the step that makes change events of it. */
final class MySqlSource {

    /** MySQL's replication ids below this one are left to people. */
    private static final int FIRST_SERVER_ID = 0x4000_0000;

    private MySqlSource() {}

    static Connector connector(Bridge bridge, Node node) {
        Map<String, String> config = new LinkedHashMap<>(Connectors.common(bridge));
        config.put("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        config.put("tasks.max", "1");
        config.put("database.hostname", node.address().host());
        config.put("database.port", Integer.toString(node.address().port()));
        node.username().ifPresent(user -> config.put("database.user", user));
        node.password().ifPresent(secret -> config.put("database.password", secret.text()));
        config.put("database.server.id", Integer.toString(serverId(bridge, node)));
        String prefix = bridge.name() + "." + node.name();
        config.put("topic.prefix", prefix);
        List<String> tables = bridge.entitiesOn(node)
                .map(entity -> entity.on(node).orElseThrow().table().orElseThrow())
                .toList();
        config.put(
                "database.include.list",
                tables.stream()
                        .map(table -> table.substring(0, table.indexOf('.')))
                        .distinct()
                        .collect(Collectors.joining(",")));
        config.put("table.include.list", String.join(",", tables));
        config.put("schema.history.internal.kafka.bootstrap.servers", bridge.bootstrapServers());
        config.put("schema.history.internal.kafka.topic", prefix + ".schema-history");
        config.put("schema.history.internal.store.only.captured.tables.ddl", "true");
        exactValues(config);
        flow(config);
        normalize(bridge, node, config);
        config.putAll(node.settings());
        return new Connector(bridge.name() + "-" + node.name(), config);
    }

    /** Every column value as the database holds it; what Debezium cannot read stops the task instead of becoming null. */
    private static void exactValues(Map<String, String> config) {
        config.put("bigint.unsigned.handling.mode", "precise");
        config.put("decimal.handling.mode", "precise");
        config.put("time.precision.mode", "adaptive_time_microseconds");
        config.put("enable.time.adjuster", "false");
        config.put("binary.handling.mode", "bytes");
        config.put("event.processing.failure.handling.mode", "fail");
        config.put("event.converting.failure.handling.mode", "fail");
        config.put("inconsistent.schema.handling.mode", "fail");
        // A truncate that is skipped would leave the copies full, and nobody would know: it goes to quarantine.
        config.put("skipped.operations", "none");
    }

    /** Small waits for latency, bounded queues, nothing dropped on errors, outages retried without end. */
    private static void flow(Map<String, String> config) {
        config.put("poll.interval.ms", "10");
        config.put("max.batch.size", "2048");
        config.put("max.queue.size", "8192");
        config.put("max.queue.size.in.bytes", "67108864");
        config.put("producer.override.linger.ms", "0");
        config.put("producer.override.max.request.size", "8388608");
        config.put("producer.override.compression.type", "lz4");
        config.put("extended.headers.enabled", "false");
        config.put("tombstones.on.delete", "false");
        config.put("errors.tolerance", "none");
        config.put("errors.max.retries", "-1");
    }

    private static void normalize(Bridge bridge, Node node, Map<String, String> config) {
        config.put("transforms", "change");
        config.put("transforms.change.type", "io.evobridge.connect.normalize.NormalizeChange");
        config.put("transforms.change.bridge", bridge.name());
        config.put("transforms.change.node", node.name());
        config.put(
                "transforms.change.entities",
                bridge.entitiesOn(node).map(Entity::name).collect(Collectors.joining(",")));
        bridge.entitiesOn(node).forEach(entity -> {
            Mapping mapping = entity.on(node).orElseThrow();
            String prefix = "transforms.change.entity." + entity.name() + ".";
            config.put(prefix + "table", mapping.table().orElseThrow());
            config.put(prefix + "key", String.join(",", entity.key()));
            if (!mapping.columns().isEmpty()) {
                config.put(
                        prefix + "columns",
                        mapping.columns().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(column -> column.getKey() + ":" + column.getValue())
                                .collect(Collectors.joining(",")));
            }
        });
    }

    /** A replica id that is the same at every start and differs between nodes. */
    private static int serverId(Bridge bridge, Node node) {
        return FIRST_SERVER_ID + ((bridge.name() + "/" + node.name()).hashCode() & 0x3FFF_FFFF);
    }
}
