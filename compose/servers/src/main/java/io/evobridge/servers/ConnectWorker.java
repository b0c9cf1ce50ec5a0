package io.evobridge.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A distributed Kafka Connect worker. Workers of one group share connectors; each has a home of its own. Plugins are
 * found through {@code META-INF/services} only.
 */
public final class ConnectWorker extends RunningServer {

    private final Setup setup;

    private ConnectWorker(Path home, Setup setup) {
        super("connect", home, 1);
        this.setup = setup;
    }

    /** A worker that would join the group {@code evobridge} of that cluster; nothing runs yet. */
    public static Setup on(String bootstrapServers) {
        // Sinks hold a poll of some thousand records until it is written, which outlives a small young generation.
        return new Setup(
                bootstrapServers, "evobridge", List.of(), Map.of(), List.of(Jvm.PARALLEL_COLLECTOR), Map.of(), 768);
    }

    /** The base of its REST API. */
    public String url() {
        return "http://" + address();
    }

    public ConnectRest rest() {
        return new ConnectRest(url());
    }

    /**
     * What a worker is like.
     *
     * @param pluginFolders each holds one plugin's jars or one folder a plugin
     * @param overrides worker properties that win over ours
     * @param jvmArguments for example {@code -javaagent:…}
     * @param environment variables of the worker, which connectors may refer to as {@code ${env:NAME}}
     */
    public record Setup(
            String bootstrapServers,
            String group,
            List<Path> pluginFolders,
            Map<String, String> overrides,
            List<String> jvmArguments,
            Map<String, String> environment,
            int heapMegabytes) {

        public Setup {
            pluginFolders = List.copyOf(pluginFolders);
            overrides = Map.copyOf(overrides);
            jvmArguments = List.copyOf(jvmArguments);
            environment = Map.copyOf(environment);
        }

        public Setup inGroup(String group) {
            return new Setup(
                    bootstrapServers, group, pluginFolders, overrides, jvmArguments, environment, heapMegabytes);
        }

        public Setup withPlugins(Path... folders) {
            var all = new ArrayList<>(pluginFolders);
            all.addAll(List.of(folders));
            return new Setup(bootstrapServers, group, all, overrides, jvmArguments, environment, heapMegabytes);
        }

        public Setup with(String property, String value) {
            var all = new LinkedHashMap<>(overrides);
            all.put(property, value);
            return new Setup(bootstrapServers, group, pluginFolders, all, jvmArguments, environment, heapMegabytes);
        }

        public Setup withJvmArguments(String... arguments) {
            var all = new ArrayList<>(jvmArguments);
            all.addAll(List.of(arguments));
            return new Setup(bootstrapServers, group, pluginFolders, overrides, all, environment, heapMegabytes);
        }

        public Setup withEnvironment(Map<String, String> variables) {
            return new Setup(bootstrapServers, group, pluginFolders, overrides, jvmArguments, variables, heapMegabytes);
        }

        public Setup withHeapMegabytes(int megabytes) {
            return new Setup(bootstrapServers, group, pluginFolders, overrides, jvmArguments, environment, megabytes);
        }

        public ConnectWorker start(Path home) {
            return started(new ConnectWorker(home, this));
        }
    }

    @Override
    Program program() throws IOException {
        var properties = home().resolve("connect.properties");
        PropertyFile.write(properties, properties());
        return KafkaLibraries.main(
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        setup.heapMegabytes(),
                        setup.jvmArguments(),
                        home(),
                        properties.toString())
                .with(setup.environment())
                .reading(
                        setup.pluginFolders().stream().map(Path::toAbsolutePath).toList());
    }

    private Map<String, String> properties() {
        var group = setup.group();
        var properties = new LinkedHashMap<String, String>();
        properties.put("bootstrap.servers", setup.bootstrapServers());
        properties.put("group.id", group);
        properties.put("listeners", "http://" + address());
        properties.put("rest.advertised.host.name", host());
        properties.put("rest.advertised.port", Integer.toString(port()));
        properties.put(
                "plugin.path",
                setup.pluginFolders().stream()
                        .map(Path::toAbsolutePath)
                        .map(Path::toString)
                        .collect(Collectors.joining(",")));
        // Scanning every class of every plugin takes 40 s and 700 MB more.
        properties.put("plugin.discovery", "service_load");
        properties.put("connector.client.config.override.policy", "All");
        properties.put("config.providers", "env");
        properties.put("config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
        properties.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        properties.put("config.storage.topic", group + ".connect.configs");
        properties.put("config.storage.replication.factor", "1");
        properties.put("offset.storage.topic", group + ".connect.offsets");
        properties.put("offset.storage.replication.factor", "1");
        properties.put("offset.storage.partitions", "3");
        properties.put("status.storage.topic", group + ".connect.status");
        properties.put("status.storage.replication.factor", "1");
        properties.put("status.storage.partitions", "3");
        properties.put("offset.flush.interval.ms", "1000");
        // A worker that crashed is missed after seconds, and its tasks do not wait five minutes for its return.
        properties.put("session.timeout.ms", "6000");
        properties.put("heartbeat.interval.ms", "1000");
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        properties.putAll(setup.overrides());
        return properties;
    }

    @Override
    void probe() throws IOException, InterruptedException {
        // Answered only by a worker that has joined its group and read the configurations.
        HttpProbe.get(url() + "/connectors");
    }
}
