package io.evobridge.bridge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Configuration of the Debezium connector that captures a node, with the step that makes change events of it. */
final class SourceConnectors {

    private SourceConnectors() {}

    static Connector connector(Bridge bridge, Node node) {
        Map<String, String> config = new LinkedHashMap<>(Connectors.common(bridge));
        config.put("tasks.max", "1");
        config.put("topic.prefix", bridge.capturePrefix(node));
        account(node, config);
        tables(bridge, node, config);
        exactValues(config);
        flow(config);
        switch (node.type()) {
            case MYSQL, MARIADB -> BinlogSource.add(bridge, node, config);
            case POSTGRESQL -> WalSource.add(bridge, node, config);
            case REDIS, INFLUXDB ->
                throw new IllegalStateException("a node of type " + node.type().word() + " cannot be captured");
        }
        normalize(bridge, node, config);
        limit(bridge, node, config);
        config.putAll(node.settings());
        return new Connector(Connectors.sourceName(bridge, node), config);
    }

    private static void account(Node node, Map<String, String> config) {
        config.put("database.hostname", node.address().host());
        config.put("database.port", Integer.toString(node.address().port()));
        node.username().ifPresent(user -> config.put("database.user", user));
        node.password().ifPresent(secret -> config.put("database.password", secret.text()));
    }

    /** The mapped tables, and for a writable node the tables where its own sinks say what they have applied. */
    private static void tables(Bridge bridge, Node node, Map<String, String> config) {
        config.put("table.include.list", joined(tables(bridge, node)));
    }

    private static Stream<SqlTable> tables(Bridge bridge, Node node) {
        Stream<SqlTable> mapped = mappings(bridge, node).map(Mapping::sqlTable);
        return node.direction() == Direction.BOTH
                ? Stream.concat(mapped, ProgressTables.of(bridge, node).stream())
                : mapped;
    }

    private static String joined(Stream<?> words) {
        return words.map(Object::toString).distinct().collect(Collectors.joining(","));
    }

    /** Every column value as the database holds it; what Debezium cannot read stops the task instead of becoming null. */
    private static void exactValues(Map<String, String> config) {
        config.put("decimal.handling.mode", "precise");
        config.put("time.precision.mode", "adaptive_time_microseconds");
        config.put("binary.handling.mode", "bytes");
        config.put("event.processing.failure.handling.mode", "fail");
        config.put("event.converting.failure.handling.mode", "fail");
        // A truncate that is skipped would leave the copies full, and nobody would know: it goes to quarantine.
        config.put("skipped.operations", "none");
    }

    /** Small waits for latency, bounded queues, nothing dropped on errors, outages retried without end. */
    private static void flow(Map<String, String> config) {
        config.put("poll.interval.ms", "10");
        config.put("max.batch.size", "1024");
        config.put("max.queue.size", "2048");
        config.put("max.queue.size.in.bytes", "67108864");
        // A poll hands over all that it found at once: long enough to make one request of it.
        config.put("producer.override.linger.ms", "1");
        // A backlog fills a batch of this size before it has waited; the default sends a request for every 50 rows.
        config.put("producer.override.batch.size", "131072");
        config.put("producer.override.max.request.size", "8388608");
        config.put("producer.override.compression.type", "lz4");
        config.put("extended.headers.enabled", "false");
        config.put("tombstones.on.delete", "false");
        config.put("errors.tolerance", "none");
        config.put("errors.max.retries", "-1");
    }

    private static void normalize(Bridge bridge, Node node, Map<String, String> config) {
        config.put("transforms", "change,flow");
        config.put("transforms.change.type", "io.evobridge.connect.normalize.NormalizeChange");
        config.put("transforms.change.bridge", bridge.name());
        config.put("transforms.change.node", node.name());
        config.put("transforms.change.entities", joined(bridge.entitiesOn(node).map(Entity::name)));
        bridge.entitiesOn(node).forEach(entity -> {
            Mapping mapping = entity.on(node).orElseThrow();
            String prefix = "transforms.change.entity." + entity.name() + ".";
            config.put(prefix + "table", mapping.sqlTable().toString());
            config.put(prefix + "key", String.join(",", entity.key()));
            if (!mapping.columns().isEmpty()) {
                config.put(prefix + "columns", mapping.renames());
            }
            if (!mapping.exclude().isEmpty()) {
                config.put(prefix + "exclude", String.join(",", mapping.exclude()));
            }
            Connectors.rules(mapping.rules(), prefix + "conversions", prefix + "splits", prefix + "constants", config);
        });
    }

    /** The last step: captured changes that the resolver has not committed are bounded. */
    private static void limit(Bridge bridge, Node node, Map<String, String> config) {
        config.put("transforms.flow.type", "io.evobridge.connect.flow.LimitInFlight");
        config.put("transforms.flow.topic", bridge.topics().captured(node.name()));
        config.put("transforms.flow.group", bridge.resolverGroup());
        config.put("transforms.flow.max", Integer.toString(node.maxInFlight()));
        config.put("transforms.flow.kafka.bootstrap.servers", bridge.bootstrapServers());
    }

    private static Stream<Mapping> mappings(Bridge bridge, Node node) {
        return bridge.entitiesOn(node).map(entity -> entity.on(node).orElseThrow());
    }
}
