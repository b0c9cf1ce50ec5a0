package io.evobridge.resolver.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.contract.Topics;
import io.evobridge.registry.ApicurioRegistry;
import io.evobridge.registry.RegistrySettings;
import io.evobridge.resolver.Customers;
import io.evobridge.servers.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resolver serves after traffic, beside what the documentation, the dashboard and the alerts speak of. */
class MetricsIT {

    private static final Pattern NAME = Pattern.compile("\\b(evobridge|jvm|process)_[a-z0-9_]+");
    private static final Pattern SERIES = Pattern.compile("(?m)^[a-z_][a-z0-9_]*(?=[{ ])");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z0-9_]+)`");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path home;

    private static KafkaBroker kafka;
    private static io.evobridge.servers.ApicurioRegistry registry;
    private static Resolver resolver;

    @BeforeAll
    static void resolveSomething() throws Exception {
        kafka = KafkaBroker.start(home.resolve("kafka"));
        registry = io.evobridge.servers.ApicurioRegistry.start(home.resolve("registry"));
        Bridge bridge = BridgeFile.parse(
                "bridge.yaml",
                """
                bridge: metered
                partitions: 1
                kafka: {bootstrap.servers: "%s"}
                registry: %s
                resolver:
                  http.port: 0
                  state.dir: %s
                  connect.url: http://127.0.0.1:1
                nodes:
                  shop: {type: mysql, direction: source, address: "127.0.0.1", database: shop}
                  cache: {type: redis, direction: sink, address: "127.0.0.1", staleness: {max.versions: 1}}
                entities:
                  customer:
                    key: [id]
                """.formatted(
                                kafka.bootstrapServers(),
                                registry.url().replace("/apis/registry/v3", ""),
                                home.resolve("state")),
                Map.of());
        resolver = new Resolver(bridge, ResolverConfig.of(bridge.resolver(), Map.of()));
        resolver.start();
        write();
        await("two resolved records that nobody writes")
                .atMost(Duration.ofMinutes(2))
                .until(() -> scraped().contains("evobridge_node_stale{node=\"cache\"} 1.0"));
    }

    @AfterAll
    static void stop() {
        resolver.close();
        registry.close();
        kafka.close();
    }

    private static void write() throws Exception {
        Topics topics = new Topics("metered");
        Customers customers = new Customers(new ApicurioRegistry(RegistrySettings.of(registry.url())), "metered");
        long now = System.currentTimeMillis();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (long id = 1; id <= 2; id++) {
                byte[] change = customers.change("shop", id, now, customers.image(id, "Ada"));
                producer.send(new ProducerRecord<>(
                                topics.captured("shop"), null, now, ("customer/" + id).getBytes(UTF_8), change))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void whatHappenedIsShown() throws Exception {
        assertThat(scraped())
                .contains(
                        "evobridge_resolver_ready 1.0",
                        "evobridge_resolver_captured_total{node=\"shop\"} 2.0",
                        "evobridge_resolver_merged_total{entity=\"customer\",outcome=\"applied\"} 2.0",
                        "evobridge_resolver_commit_to_resolved_seconds_count{entity=\"customer\"} 2",
                        "evobridge_node_lag_records{direction=\"resolved\",node=\"cache\"} 2.0",
                        "evobridge_connector_up{connector=\"metered-shop\",node=\"shop\"} 0.0",
                        "evobridge_connect_up 0.0");
    }

    @Test
    void theDashboardAndTheAlertsSpeakOfMetricsThatAreThere() throws Exception {
        Set<String> spokenOf = new TreeSet<>();
        for (String file : new String[] {
            "compose/grafana/dashboards/evobridge.json",
            "compose/prometheus/alerts.yml",
            "compose/prometheus/alerts-test.yml"
        }) {
            spokenOf.addAll(names(NAME, Files.readString(root().resolve(file))));
        }
        // A worker's, which the test of the whole stack looks at.
        spokenOf.removeIf(name -> name.startsWith("evobridge_sink_"));

        assertThat(spokenOf).hasSizeGreaterThan(15);
        assertThat(names(SERIES, scraped())).containsAll(spokenOf);
    }

    @Test
    void theDocumentationNamesEveryMetricOfOursAndNoOther() throws Exception {
        String page = Files.readString(root().resolve("docs/metrics.md"));
        Set<String> documented = DOCUMENTED
                .matcher(page.substring(page.indexOf("## The resolver"), page.indexOf("## A Kafka Connect worker")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> served = names(SERIES, scraped());

        assertThat(served).containsAll(documented);
        served.removeIf(name -> !name.startsWith("evobridge_") || name.matches(".*_seconds_(count|sum|max)"));
        assertThat(documented).containsAll(served);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String scraped() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(resolver.address() + "/metrics"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("mvnw")))
                .findFirst()
                .orElseThrow();
    }
}
