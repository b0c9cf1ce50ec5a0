package io.evobridge.servers;

import io.evobridge.servers.cache.Component;
import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import io.evobridge.servers.cache.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** A formatted Kafka log folder, made once and copied for each broker: that saves each start a JVM. */
final class KafkaTemplate {

    static final String NODE_ID = "1";

    private static final Duration FORMAT_PATIENCE = Duration.ofMinutes(2);
    private static final String CLUSTER = "ZXZvYnJpZGdlLWNsdXN0ZQ";

    private final Path folder;

    private KafkaTemplate(Path folder) {
        this.folder = folder;
    }

    static KafkaTemplate of(ComponentCache cache) {
        var data = new Component(
                Components.KAFKA.id() + "-data-1", "Kafka's empty log folder", List.of(), KafkaTemplate::format);
        return new KafkaTemplate(cache.folder(data).resolve("data"));
    }

    /** Each copy is a cluster of its own. */
    void copyTo(Path data) throws IOException {
        var identity = data.resolve("meta.properties");
        if (Files.exists(identity)) {
            return;
        }
        Folders.copy(folder, data);
        var text = Files.readString(identity);
        Files.writeString(identity, text.replace(CLUSTER, Uuid.randomUuid().toString()));
    }

    static Map<String, String> identity(Path data) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", NODE_ID);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", data.toString());
        return properties;
    }

    private static void format(Path side) throws IOException {
        var data = side.resolve("data");
        var properties = new LinkedHashMap<>(identity(data));
        properties.put("listeners", "PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:2");
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:2");
        var file = side.resolve("format.properties");
        PropertyFile.write(file, properties);
        var program = KafkaLibraries.main(
                "kafka.tools.StorageTool", 128, List.of(), side, "format", "-t", CLUSTER, "-c", file.toString());
        var log = side.resolve("format.log");
        var process = ServerProcess.start(program, side, log);
        boolean ended = process.awaitEnd(FORMAT_PATIENCE);
        process.kill();
        if (!ended || !Files.exists(data.resolve("meta.properties"))) {
            throw new ServerFailure(
                    "Kafka cannot format a log folder; read the end of its log.\n--- " + log + "\n" + LogTail.of(log));
        }
    }
}
