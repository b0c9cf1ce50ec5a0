package io.evobridge.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.servers.ConnectWorker;
import io.evobridge.servers.KafkaBroker;
import io.evobridge.servers.MySql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginArchiveIT {

    private static final String TOPIC = "shop.orders";
    private static final String DATABASE = "shop";
    private static final String DEAD_LETTERS = "shop.dead-letters";

    @Test
    void in_anybodys_cluster_the_archive_writes_plain_json_and_sets_the_culprit_aside(@TempDir Path home)
            throws Exception {
        Path plugins = unpacked(home.resolve("plugins"));
        try (KafkaBroker kafka = KafkaBroker.start(home.resolve("kafka"));
                MySql server = MySql.start(home.resolve("mysql"));
                ConnectWorker connect = ConnectWorker.on(kafka.bootstrapServers())
                        .withPlugins(plugins)
                        .start(home.resolve("connect"))) {
            // Given
            server.createDatabase(DATABASE);
            kafka.createTopics(1, Map.of(), TOPIC, DEAD_LETTERS);
            connect.rest().deploy("orders", config(server));

            // When
            produce(
                    kafka,
                    "{\"amount\": 1}",
                    "{\"amount\": \"many\"}",
                    "{\"amount\": 3, \"tags\": [\"a\", {\"b\": 1}]}");

            // Then
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .untilAsserted(() -> {
                        assertThat(connect.rest().status("orders").hasFailed())
                                .as("%s", connect.rest().status("orders"))
                                .isFalse();
                        assertThat(rows(server)).containsExactly("0=1 null", "2=3 [\"a\", {\"b\": 1}]");
                    });
            ConsumerRecord<String, String> letter = deadLetter(kafka);
            assertThat(letter.key()).isEqualTo("1");
            Header reason = letter.headers().lastHeader("__connect.errors.exception.message");
            assertThat(new String(reason.value(), StandardCharsets.UTF_8))
                    .contains(TOPIC + "-0@1")
                    .contains("column 'amount'");
        }
    }

    private static Map<String, String> config(MySql server) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "SqlSink");
        config.put("topics", TOPIC);
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("primary.key.fields", "id");
        config.put("connection.url", server.jdbcUrl(DATABASE));
        config.put("connection.username", server.user());
        config.put("connection.password", server.password());
        config.put("schema.evolution", "basic");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", DEAD_LETTERS);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        return config;
    }

    private static List<String> rows(MySql server) throws SQLException {
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

    private static void produce(KafkaBroker kafka, String... values) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < values.length; i++) {
                producer.send(new ProducerRecord<>(TOPIC, Integer.toString(i), values[i]))
                        .get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static ConsumerRecord<String, String> deadLetter(KafkaBroker kafka) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        TopicPartition partition = new TopicPartition(DEAD_LETTERS, 0);
        List<ConsumerRecord<String, String>> letters = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return !letters.isEmpty();
            });
        }
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    /** Unpacks the archive that package has built. */
    private static Path unpacked(Path folder) throws IOException {
        Path archive;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            archive = files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no archive in target; run mvn verify"));
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(each -> !each.isDirectory()).toList()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IllegalStateException("entry outside the archive: " + entry.getName());
                }
                Files.createDirectories(file.resolveSibling("."));
                Files.copy(zip.getInputStream(entry), file);
            }
        }
        return folder;
    }
}
