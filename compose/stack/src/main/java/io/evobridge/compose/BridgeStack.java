package io.evobridge.compose;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeDeployment;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.ConnectCluster;
import io.evobridge.servers.ApicurioRegistry;
import io.evobridge.servers.ConnectWorker;
import io.evobridge.servers.JavaApplication;
import io.evobridge.servers.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of a bridge but its databases: Kafka, registry, a Connect worker with Debezium and our plugins, the
 * resolver, and the bridge's topics and connectors. Stopped in reverse order; nothing outlives the launcher.
 */
public final class BridgeStack implements AutoCloseable {

    /** Variables of a bridge file that the stack itself sets. */
    public static final String KAFKA_VARIABLE = "EVOBRIDGE_KAFKA";

    public static final String REGISTRY_VARIABLE = "EVOBRIDGE_REGISTRY";

    /** Tells the resolver whose connectors it supervises. */
    private static final String CONNECT_VARIABLE = "EVOBRIDGE_RESOLVER_CONNECT_URL";

    private static final Duration RUNNING_PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(BridgeStack.class);

    private final Parts parts = new Parts();
    private final KafkaBroker kafka;
    private final ApicurioRegistry registry;
    private final ConnectWorker worker;
    private final JavaApplication resolver;
    private final ConnectCluster cluster;
    private final Path bridgeFile;
    private final Map<String, String> variables;
    private final Bridge bridge;
    private final BridgeGauges gauges;

    private BridgeStack(Path home, String bridgeText, Map<String, String> environment, Consumer<String> progress) {
        try {
            progress.accept("Kafka and the registry");
            CompletableFuture<ApicurioRegistry> registryStart =
                    CompletableFuture.supplyAsync(() -> parts.add(ApicurioRegistry.start(home.resolve("registry"))));
            kafka = parts.add(KafkaBroker.start(home.resolve("kafka")));
            registry = registryStart.join();

            variables = new HashMap<>(environment);
            variables.put(KAFKA_VARIABLE, kafka.bootstrapServers());
            variables.put(REGISTRY_VARIABLE, registry.url());
            bridgeFile = Files.writeString(home.resolve("bridge.yaml"), bridgeText);
            bridge = BridgeFile.read(bridgeFile, variables);
            BridgeDeployment deployment = new BridgeDeployment(bridge, what -> LOG.debug("deployed={}", what));
            deployment.checkDatabases(variables);
            deployment.applyTopics();
            gauges = parts.add(new BridgeGauges(bridge));

            progress.accept("Kafka Connect and the resolver");
            ConnectWorker.Setup setup = ConnectWorker.on(kafka.bootstrapServers())
                    .withPlugins(Plugins.of(bridge))
                    .withEnvironment(environment);
            worker = parts.add(setup.start(home.resolve("connect")));
            variables.put(CONNECT_VARIABLE, worker.url());
            resolver = parts.add(ResolverProcess.start(home.resolve("resolver"), bridgeFile, variables));
            cluster = new ConnectCluster(URI.create(worker.url()));
            progress.accept("the connectors");
            deployment.applyConnectors(cluster, RUNNING_PATIENCE);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("cannot write the bridge file into " + home, e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a bridge and waits until every connector runs.
     *
     * @param home folder for all data and logs
     * @param bridgeFile text of the bridge file; may use {@link #KAFKA_VARIABLE} and {@link #REGISTRY_VARIABLE}
     * @param environment further variables of the bridge file, secrets among them
     * @param progress told what is being started
     */
    public static BridgeStack start(
            Path home, String bridgeFile, Map<String, String> environment, Consumer<String> progress) {
        return new BridgeStack(home, bridgeFile, environment, progress);
    }

    public Bridge bridge() {
        return bridge;
    }

    public Path bridgeFile() {
        return bridgeFile;
    }

    /** Variables that the bridge file refers to, secrets among them. */
    public Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    public KafkaBroker kafka() {
        return kafka;
    }

    public ApicurioRegistry registry() {
        return registry;
    }

    public ConnectWorker worker() {
        return worker;
    }

    public JavaApplication resolver() {
        return resolver;
    }

    /** Counts of the bridge's topics. */
    public BridgeGauges gauges() {
        return gauges;
    }

    public ConnectCluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        parts.close();
    }
}
