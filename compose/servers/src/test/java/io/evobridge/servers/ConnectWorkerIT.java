package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectWorkerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void captures_from_mysql_and_another_worker_takes_over_after_a_crash(@TempDir Path home) throws Exception {
        try (var kafka = KafkaBroker.start(home.resolve("kafka"));
                var mysql = MySql.start(home.resolve("mysql"))) {
            var setup = ConnectWorker.on(kafka.bootstrapServers()).withPlugins(DebeziumPlugins.mysql());
            try (var first = setup.start(home.resolve("first"));
                    var second = setup.start(home.resolve("second"))) {
                // Given
                insert(mysql, "CREATE DATABASE shop", "CREATE TABLE shop.numbers (n INT PRIMARY KEY)");
                insert(mysql, "INSERT INTO shop.numbers VALUES (1)");
                first.rest().deploy("shop", source(mysql, kafka));
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> first.rest().status("shop").isRunning());
                awaitCaptured(kafka, Set.of("{\"n\":1}"));

                // When
                first.kill();
                insert(mysql, "INSERT INTO shop.numbers VALUES (2)");

                // Then
                awaitCaptured(kafka, Set.of("{\"n\":1}", "{\"n\":2}"));
                first.restart();
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> second.rest().status("shop").isRunning());
                insert(mysql, "INSERT INTO shop.numbers VALUES (3)");
                awaitCaptured(kafka, Set.of("{\"n\":1}", "{\"n\":2}", "{\"n\":3}"));
                assertThat(first.rest().connectors()).containsExactly("shop");
                assertThat(first.rest().plugins()).contains("io.debezium.connector.mysql.MySqlConnector");
            }
        }
    }

    private static void insert(MySql mysql, String... statements) throws SQLException {
        try (var connection = mysql.connect("");
                var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }

    private static Map<String, String> source(MySql mysql, KafkaBroker kafka) {
        var config = new HashMap<String, String>();
        config.put("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        config.put("database.hostname", mysql.host());
        config.put("database.port", Integer.toString(mysql.port()));
        config.put("database.user", mysql.user());
        config.put("database.password", mysql.password());
        config.put("database.server.id", "4711");
        config.put("database.include.list", "shop");
        config.put("topic.prefix", "crm");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("topic.creation.default.partitions", "1");
        config.put("schema.history.internal.kafka.bootstrap.servers", kafka.bootstrapServers());
        config.put("schema.history.internal.kafka.topic", "crm.history");
        config.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("key.converter.schemas.enable", "false");
        return config;
    }

    private static void awaitCaptured(KafkaBroker kafka, Set<String> keys) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "reader-" + keys.size(),
                "auto.offset.reset",
                "earliest");
        var found = new TreeSet<String>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("crm.shop.numbers"));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> found.add(record.key()));
                return found.containsAll(keys);
            });
        }
    }
}
