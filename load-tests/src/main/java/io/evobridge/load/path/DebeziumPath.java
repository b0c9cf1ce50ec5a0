package io.evobridge.load.path;

import io.evobridge.compose.Parts;
import io.evobridge.load.MeasureRun;
import io.evobridge.load.Watch;
import io.evobridge.load.capture.BareDebezium;
import io.evobridge.load.data.ItemTable;
import io.evobridge.servers.ConnectWorker;
import io.evobridge.servers.DebeziumPlugins;
import io.evobridge.servers.KafkaBroker;
import java.util.LinkedHashMap;
import java.util.Map;

/** Debezium and its own JDBC sink, both set for speed, from MySQL to PostgreSQL. */
final class DebeziumPath {

    private DebeziumPath() {}

    static Sustained measure(MeasureRun run, long rows) throws Exception {
        try (Parts parts = new Parts()) {
            PeerDatabases databases = new PeerDatabases(run, "debezium", parts);
            KafkaBroker kafka = parts.add(KafkaBroker.start(run.folder("debezium-kafka")));
            ConnectWorker worker = parts.add(ConnectWorker.on(kafka.bootstrapServers())
                    .withPlugins(DebeziumPlugins.mysql(), DebeziumPlugins.jdbc())
                    .withHeapMegabytes(1_024)
                    .start(run.folder("debezium-connect")));
            BareDebezium source =
                    new BareDebezium("peer", databases.mysql(), PathPlatform.DATABASE, kafka.bootstrapServers());
            kafka.createTopics(4, Map.of(), source.topic());
            Map<String, String> capture = source.tuned();
            capture.put("poll.interval.ms", "10");
            // The sink needs the schema in every record.
            capture.put("key.converter.schemas.enable", "true");
            capture.put("value.converter.schemas.enable", "true");
            worker.rest().deploy("peer-source", capture);
            worker.rest().deploy("peer-sink", sink(source.topic(), databases));
            for (String connector : new String[] {"peer-source", "peer-sink"}) {
                Watch.untilRunning(worker.rest(), connector);
            }
            return databases.measure(run, "Debezium with its JDBC sink", rows);
        }
    }

    private static Map<String, String> sink(String topic, PeerDatabases databases) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        config.put("tasks.max", "4");
        config.put("topics", topic);
        config.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put(
                "connection.url",
                databases.postgresql().jdbcUrl(PathPlatform.DATABASE) + "?reWriteBatchedInserts=true");
        config.put("connection.username", databases.postgresql().user());
        config.put("connection.password", databases.postgresql().password());
        config.put("collection.name.format", ItemTable.NAME);
        config.put("insert.mode", "upsert");
        config.put("primary.key.mode", "record_key");
        config.put("batch.size", "2000");
        config.put("consumer.override.max.poll.records", "2000");
        config.put("consumer.override.auto.offset.reset", "earliest");
        return config;
    }
}
