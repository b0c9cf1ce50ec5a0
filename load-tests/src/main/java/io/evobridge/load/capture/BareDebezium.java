package io.evobridge.load.capture;

import io.evobridge.load.data.ItemTable;
import io.evobridge.servers.MySql;
import java.util.LinkedHashMap;
import java.util.Map;

/** Debezium's MySQL connector as its manual has it: changes of the table of items as JSON, nothing of ours. */
public final class BareDebezium {

    private final String prefix;
    private final MySql mysql;
    private final String database;
    private final String bootstrapServers;

    /**
     * A connector that is not deployed yet.
     *
     * @param prefix of its topics; different for each connector
     */
    public BareDebezium(String prefix, MySql mysql, String database, String bootstrapServers) {
        this.prefix = prefix;
        this.mysql = mysql;
        this.database = database;
        this.bootstrapServers = bootstrapServers;
    }

    /** Where it writes the changes. */
    public String topic() {
        return prefix + "." + database + "." + ItemTable.NAME;
    }

    /** Everything that may be left at its default is. */
    public Map<String, String> byDefault() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        config.put("tasks.max", "1");
        config.put("topic.prefix", prefix);
        config.put("database.hostname", mysql.host());
        config.put("database.port", Integer.toString(mysql.port()));
        config.put("database.user", mysql.user());
        config.put("database.password", mysql.password());
        config.put("database.server.id", Integer.toString(10_000 + Math.floorMod(prefix.hashCode(), 50_000)));
        config.put("table.include.list", database + "." + ItemTable.NAME);
        config.put("snapshot.mode", "no_data");
        config.put("schema.history.internal.kafka.bootstrap.servers", bootstrapServers);
        config.put("schema.history.internal.kafka.topic", prefix + ".schema-history");
        config.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("topic.creation.default.partitions", "4");
        return config;
    }

    /** For throughput: bigger batches and queues, compression, and no schema in every record. */
    public Map<String, String> tuned() {
        Map<String, String> config = byDefault();
        config.put("max.batch.size", "8192");
        config.put("max.queue.size", "32768");
        config.put("producer.override.batch.size", "262144");
        config.put("producer.override.linger.ms", "5");
        config.put("producer.override.compression.type", "lz4");
        withoutSchemas(config);
        return config;
    }

    /** For latency: the shortest waits that there are. */
    public Map<String, String> prompt() {
        Map<String, String> config = byDefault();
        config.put("poll.interval.ms", "1");
        config.put("producer.override.linger.ms", "0");
        withoutSchemas(config);
        return config;
    }

    private static void withoutSchemas(Map<String, String> config) {
        config.put("key.converter.schemas.enable", "false");
        config.put("value.converter.schemas.enable", "false");
    }
}
