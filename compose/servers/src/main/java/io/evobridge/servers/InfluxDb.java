package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import io.evobridge.servers.cache.Executables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An InfluxDB 1.x: {@code /write} and {@code /query}, no authentication. */
public final class InfluxDb extends RunningServer {

    private static final Pattern FITS = Pattern.compile("InfluxDB v?1\\.");

    private final @Nullable SmallDisk disk;

    private InfluxDb(Path home, @Nullable SmallDisk disk) {
        super("influxdb", home, 2);
        this.disk = disk;
    }

    public static InfluxDb start(Path home) {
        return started(new InfluxDb(home, null));
    }

    /**
     * Starts it with its data on a disk that can be filled. Once a write has failed for lack of space, InfluxDB 1.x
     * refuses every write until it is started again, also when there is space.
     */
    public static InfluxDb start(Path home, SmallDisk disk) {
        return started(new InfluxDb(home, disk));
    }

    public String url() {
        return "http://" + address();
    }

    @Override
    Program program() {
        var data = disk == null ? dataFolder() : disk.folder();
        var program = Program.of(executable(), List.of("run", "-config", "/dev/null"))
                .with("INFLUXDB_META_DIR", data.resolve("meta").toString())
                .with("INFLUXDB_DATA_DIR", data.resolve("data").toString())
                .with("INFLUXDB_DATA_WAL_DIR", data.resolve("wal").toString())
                .with("INFLUXDB_DATA_QUERY_LOG_ENABLED", "false")
                .with("INFLUXDB_HTTP_BIND_ADDRESS", address())
                .with("INFLUXDB_HTTP_LOG_ENABLED", "false")
                .with("INFLUXDB_BIND_ADDRESS", host() + ":" + port(1))
                .with("INFLUXDB_MONITOR_STORE_ENABLED", "false")
                .with("INFLUXDB_REPORTING_DISABLED", "true");
        if (disk != null) {
            return program.wrappedBy(disk.entrance());
        }
        return Stack.isContainers() ? program.inImage(Images.INFLUXDB, "influxd") : program;
    }

    private Path executable() {
        if (Stack.isContainers() && disk == null) {
            return Path.of("influxd");
        }
        return Executables.installed("influxd", "version", FITS).orElseGet(() -> {
            Platform.check();
            return ComponentCache.user().folder(Components.INFLUXDB).resolve("usr/bin/influxd");
        });
    }

    @Override
    void probe() throws IOException, InterruptedException {
        HttpProbe.get(url() + "/query?q=SHOW%20DATABASES");
    }
}
