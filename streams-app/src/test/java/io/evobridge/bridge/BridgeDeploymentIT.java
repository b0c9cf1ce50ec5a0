package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evobridge.servers.ConnectWorker;
import io.evobridge.servers.KafkaBroker;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeDeploymentIT {

    @TempDir
    static Path home;

    private static KafkaBroker kafka;

    private final List<String> progress = new ArrayList<>();

    @BeforeAll
    static void start() {
        kafka = KafkaBroker.start(home.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void topicsAreCreatedOnceAndAsTheyMustBe() throws Exception {
        BridgeDeployment deployment = new BridgeDeployment(bridge("once", 3), progress::add);

        deployment.applyTopics();
        deployment.applyTopics();

        assertThat(progress)
                .contains("topic once.captured.shop created", "topic once.resolved.customer created")
                .doesNotHaveDuplicates();
        assertThat(cleanupPolicy("once.resolved.customer")).isEqualTo("compact");
        assertThat(cleanupPolicy("once.captured.shop")).isEqualTo("delete");
    }

    @Test
    void aTopicWithOtherPartitionsIsNotTaken() {
        kafka.createTopics(2, Map.of(), "other.changes");

        assertThatThrownBy(() -> new BridgeDeployment(bridge("other", 3), progress::add).applyTopics())
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContaining("topic other.changes has 2 partitions, but the bridge file says 3");
    }

    @Test
    void aResolvedTopicThatForgetsIsNotTaken() {
        kafka.createTopics(3, Map.of("cleanup.policy", "delete"), "forgetful.resolved.customer");

        assertThatThrownBy(() -> new BridgeDeployment(bridge("forgetful", 3), progress::add).applyTopics())
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContaining("has cleanup.policy=delete, but the bridge needs compact");
    }

    @Test
    void aWorkerWithoutThePluginsSaysWhichOneIsMissing() throws Exception {
        Path noPlugins = Files.createDirectory(home.resolve("no-plugins"));
        try (ConnectWorker worker = ConnectWorker.on(kafka.bootstrapServers())
                .withPlugins(noPlugins)
                .start(home.resolve("connect"))) {
            ConnectCluster cluster = new ConnectCluster(URI.create(worker.url()));
            BridgeDeployment deployment = new BridgeDeployment(bridge("bare", 3), progress::add);

            assertThatThrownBy(() -> deployment.applyConnectors(cluster, Duration.ofMinutes(2)))
                    .isInstanceOf(ConnectClusterException.class)
                    .hasMessageContaining("connector bare-shop")
                    .hasMessageContaining("io.debezium.connector.mysql.MySqlConnector");
        }
    }

    private static String cleanupPolicy(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = kafka.admin()) {
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(List.of(resource)).all().get(60, TimeUnit.SECONDS);
            assertThat(configs).containsKey(resource);
            return configs.values().iterator().next().get("cleanup.policy").value();
        }
    }

    private static Bridge bridge(String name, int partitions) {
        return BridgeFile.parse("bridge.yaml", """
                bridge: %s
                partitions: %d
                kafka: {bootstrap.servers: "%s"}
                registry: http://127.0.0.1:8080
                nodes:
                  shop: {type: mysql, direction: source, address: db, database: shop}
                entities:
                  customer:
                    key: [id]
                    mappings:
                      shop: {table: customers}
                """.formatted(name, partitions, kafka.bootstrapServers()), Map.of());
    }
}
