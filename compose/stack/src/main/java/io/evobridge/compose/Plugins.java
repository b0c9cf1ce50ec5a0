package io.evobridge.compose;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeType;
import io.evobridge.servers.DebeziumPlugins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where a Connect worker finds its plugins: our unpacked archives, and Debezium from the component cache. */
public final class Plugins {

    /** System property with the folder that holds our unpacked plugin archives; the build sets it. */
    private static final String FOLDER_PROPERTY = "evobridge.plugins";

    private Plugins() {}

    /** What a bridge needs: ours, and of Debezium's only the connectors of its sources. */
    public static Path[] of(Bridge bridge) {
        List<Path> folders = new ArrayList<>(own());
        bridge.sources().stream()
                .map(Node::type)
                .distinct()
                .map(Plugins::debezium)
                .forEach(folders::add);
        return folders.toArray(Path[]::new);
    }

    private static Path debezium(NodeType source) {
        return switch (source) {
            case MYSQL -> DebeziumPlugins.mysql();
            case MARIADB -> DebeziumPlugins.mariadb();
            case POSTGRESQL -> DebeziumPlugins.postgresql();
            case REDIS, INFLUXDB -> throw new IllegalStateException(source.word() + " cannot be captured");
        };
    }

    /** Ours only: one folder a plugin. */
    public static List<Path> own() {
        Path folder = Path.of(System.getProperty(FOLDER_PROPERTY, "compose/stack/target/plugins"));
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("no plugins in " + folder.toAbsolutePath()
                    + "; build them with ./mvnw -DskipTests package, or set -D" + FOLDER_PROPERTY);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
