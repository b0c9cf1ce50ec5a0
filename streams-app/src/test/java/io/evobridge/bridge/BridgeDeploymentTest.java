package io.evobridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BridgeDeploymentTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Bridge BRIDGE = BridgeFile.parse("bridge.yaml", """
            bridge: trading
            kafka: {bootstrap.servers: "127.0.0.1:9092"}
            registry: http://127.0.0.1:8080
            nodes:
              shop: {type: mysql, direction: source, address: db, database: shop}
              sessions: {type: redis, direction: sink, address: cache}
            entities:
              customer:
                key: [id]
                mappings:
                  shop: {table: customers}
                  sessions: {key.pattern: "customer:{id}"}
            """, Map.of());

    private final FakeConnectWorker worker = new FakeConnectWorker();
    private final List<String> progress = new ArrayList<>();
    private final BridgeDeployment deployment = new BridgeDeployment(BRIDGE, progress::add);

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void everyConnectorIsAppliedAndRuns() {
        deployment.applyConnectors(new ConnectCluster(worker.url()), LONG);

        assertThat(worker.configs()).containsOnlyKeys("trading-shop", "trading-sessions-customer");
        assertThat(progress).containsExactly("connector trading-shop runs", "connector trading-sessions-customer runs");
    }

    @Test
    void aConnectorThatHadFailedIsRestarted() {
        worker.failUntilRestart("trading-shop", "java.net.ConnectException: Connection refused");

        deployment.applyConnectors(new ConnectCluster(worker.url()), LONG);

        assertThat(worker.requests()).containsOnlyOnce("POST /connectors/trading-shop/restart");
    }

    @Test
    void aConnectorThatFailsAgainIsReportedWithItsInnermostCause() {
        worker.fail(
                "trading-shop",
                "org.apache.kafka.connect.errors.ConnectException: stopped\n\tat x.Y.z(Y.java:1)\n"
                        + "Caused by: java.sql.SQLException: Access denied for user 'debezium'\n\tat x.Y.z(Y.java:2)");

        assertThatThrownBy(() -> deployment.applyConnectors(new ConnectCluster(worker.url()), LONG))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("connector trading-shop failed: java.sql.SQLException: Access denied for user 'debezium'");
    }

    @Test
    void aWorkerThatDoesNotAnswerIsNamed() {
        URI nobody = worker.url();
        worker.close();

        assertThatThrownBy(() -> deployment.applyConnectors(new ConnectCluster(nobody), Duration.ofMillis(1)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(nobody.toString())
                .hasMessageContaining("start it, or name another worker");
    }

    @Test
    void whatWasHalfAppliedIsAppliedWholeTheNextTime() {
        // Given
        worker.dieAfter(1);
        assertThatThrownBy(() -> deployment.applyConnectors(new ConnectCluster(worker.url()), Duration.ofMillis(500)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith("Kafka Connect at " + worker.url() + " does not answer");
        assertThat(worker.configs()).containsOnlyKeys("trading-shop");

        // When
        worker.revive();
        deployment.applyConnectors(new ConnectCluster(worker.url()), LONG);

        // Then
        assertThat(worker.configs()).containsOnlyKeys("trading-shop", "trading-sessions-customer");
        assertThat(progress).containsExactly("connector trading-shop runs", "connector trading-sessions-customer runs");
    }
}
