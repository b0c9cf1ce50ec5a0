package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SymmetricDS, a peer of ours: triggers in one database, and what they note is sent to another, through HTTP. */
public final class SymmetricDs {

    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    private static final int HEAP_MEGABYTES = 768;

    private static final String CONFIGURATION = """
        INSERT INTO sym_node_group (node_group_id) VALUES ('source'), ('target');
        INSERT INTO sym_node_group_link (source_node_group_id, target_node_group_id, data_event_action)
            VALUES ('source', 'target', 'P');
        INSERT INTO sym_trigger (trigger_id, source_table_name, channel_id, create_time, last_update_time)
            VALUES ('%1$s', '%1$s', 'default', current_timestamp, current_timestamp);
        INSERT INTO sym_router (router_id, source_node_group_id, target_node_group_id, router_type, create_time,
            last_update_time) VALUES ('all', 'source', 'target', 'default', current_timestamp, current_timestamp);
        INSERT INTO sym_trigger_router (trigger_id, router_id, initial_load_order, create_time, last_update_time)
            VALUES ('%1$s', 'all', 1, current_timestamp, current_timestamp);
        """;

    private SymmetricDs() {}

    /**
     * A database of it.
     *
     * @param driver class of its JDBC driver
     */
    public record Database(String driver, String url, String user, String password) {}

    /** Starts it with jobs that run ten times a second; it goes on setting itself up for some seconds. */
    public static JavaApplication start(Path home, Database source, Database target, String table) throws IOException {
        var engines = Files.createDirectories(home.resolve("engines"));
        var configuration = home.resolve("configuration.sql");
        Files.writeString(configuration, CONFIGURATION.formatted(table));
        var ofSource = engine(SOURCE, source);
        ofSource.put("auto.registration", "true");
        ofSource.put("registration.require.initial.load", "false");
        ofSource.put("auto.config.registration.svr.sql.script", configuration.toString());
        PropertyFile.write(engines.resolve(SOURCE + ".properties"), ofSource);
        PropertyFile.write(engines.resolve(TARGET + ".properties"), engine(TARGET, target));
        var jars = ComponentCache.user().folder(Components.SYMMETRICDS);
        return JavaApplication.start(
                "symmetricds",
                home,
                new JavaApplication.Setup(
                        jars.resolve("*").toString(),
                        "org.jumpmind.symmetric.SymmetricWebServer",
                        List.of(
                                "-Xmx" + HEAP_MEGABYTES + "m",
                                "-XX:+UseSerialGC",
                                "-Dsymmetric.default.http.port={port}",
                                "-Dhost.bind.name=127.0.0.1",
                                // It stages what it sends.
                                "-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("staging")),
                                "-Dsync.url=http://127.0.0.1:{port}/sync/$(engineName)",
                                "-Dregistration.url=http://127.0.0.1:{port}/sync/" + SOURCE),
                        List.of(),
                        Map.of("SYM_HOME", home.toAbsolutePath().toString()),
                        "SERVER_PORT",
                        "/sync/" + SOURCE + "/ping"));
    }

    private static Map<String, String> engine(String name, Database database) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("engine.name", name);
        properties.put("group.id", name);
        properties.put("external.id", name);
        properties.put("db.driver", database.driver());
        properties.put("db.url", database.url());
        properties.put("db.user", database.user());
        properties.put("db.password", database.password());
        properties.put("job.routing.period.time.ms", "100");
        properties.put("job.push.period.time.ms", "100");
        properties.put("job.pull.period.time.ms", "100");
        return properties;
    }
}
