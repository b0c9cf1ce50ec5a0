package io.evobridge.load.merge;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.BridgeTopics;
import io.evobridge.bridge.TopicSetup;
import io.evobridge.servers.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A bridge of two databases that nobody ever connects to: its captured topics are written by the load.
 *
 * @param file its bridge file; the folder is the home of its processes
 * @param bridge what the file says
 */
record MergeBridge(Path file, Bridge bridge) {

    /**
     * Writes the bridge file and makes the topics.
     *
     * @param direction of both nodes, {@code source} or {@code both}
     * @param nodes how many, those of {@link LoadEntity#NODES} first
     */
    static MergeBridge make(
            Path folder,
            String name,
            int partitions,
            String direction,
            int nodes,
            List<LoadEntity> entities,
            KafkaBroker kafka,
            String registryUrl)
            throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        List<String> names = IntStream.range(0, nodes)
                .mapToObj(node -> node < LoadEntity.NODES.length ? LoadEntity.NODES[node] : "silent" + node)
                .toList();
        Path file = Files.writeString(home.resolve("bridge.yaml"), """
            bridge: %s
            partitions: %d
            kafka: {bootstrap.servers: "%s"}
            registry: %s
            resolver: {http.host: 127.0.0.1}
            nodes:
            %s
            entities:
            %s
            """.formatted(
                        name,
                        partitions,
                        kafka.bootstrapServers(),
                        registryUrl,
                        names.stream().map(node -> node(node, direction)).collect(Collectors.joining("\n")),
                        entities.stream().map(entity -> entity(entity, names)).collect(Collectors.joining("\n"))));
        Bridge bridge = BridgeFile.read(file, Map.of());
        try (TopicSetup topics = TopicSetup.of(bridge)) {
            topics.ensure(BridgeTopics.of(bridge));
        }
        for (String peer : List.of(StreamsPeer.COPY, StreamsPeer.REDUCE)) {
            kafka.createTopics(
                    partitions,
                    Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"),
                    entities.stream()
                            .map(entity -> StreamsPeer.output(bridge, peer, entity.name()))
                            .toArray(String[]::new));
        }
        return new MergeBridge(file, bridge);
    }

    private static String node(String name, String direction) {
        return "  %s: {type: mysql, direction: %s, address: 127.0.0.1, database: shop, username: u, password: \"${env:P}\"}"
                .formatted(name, direction);
    }

    private static String entity(LoadEntity entity, List<String> nodes) {
        String mappings = nodes.stream()
                .map(node -> node + ": {table: " + entity.name() + "}")
                .collect(Collectors.joining(", "));
        return "  %s: {key: [id], %s, mappings: {%s}}"
                .formatted(entity.name(), entity.kind().rules(), mappings);
    }
}
