package io.evobridge.servers;

import io.evobridge.servers.cache.Component;
import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import java.nio.file.Path;

/** Debezium's connectors as plugin folders for a {@link ConnectWorker}. */
public final class DebeziumPlugins {

    private DebeziumPlugins() {}

    public static Path mysql() {
        return folder(Components.DEBEZIUM_MYSQL);
    }

    public static Path mariadb() {
        return folder(Components.DEBEZIUM_MARIADB);
    }

    public static Path postgresql() {
        return folder(Components.DEBEZIUM_POSTGRESQL);
    }

    /** Debezium's own sink for databases, which the load tests compare with. */
    public static Path jdbc() {
        return folder(Components.DEBEZIUM_JDBC);
    }

    private static Path folder(Component component) {
        return ComponentCache.user().folder(component);
    }
}
