package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import io.evobridge.servers.cache.Executables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** An InfluxDB 1.x: {@code /write} and {@code /query}, no authentication. */
public final class InfluxDb extends RunningServer {

    private static final Pattern FITS = Pattern.compile("InfluxDB v?1\\.");

    private InfluxDb(Path home) {
        super("influxdb", home, 2);
    }

    public static InfluxDb start(Path home) {
        return started(new InfluxDb(home));
    }

    public String url() {
        return "http://" + address();
    }

    @Override
    Program program() {
        var executable = Executables.installed("influxd", "version", FITS).orElseGet(() -> {
            Platform.check();
            return ComponentCache.user().folder(Components.INFLUXDB).resolve("usr/bin/influxd");
        });
        var data = dataFolder();
        return Program.of(executable, List.of("run", "-config", "/dev/null"))
                .with("INFLUXDB_META_DIR", data.resolve("meta").toString())
                .with("INFLUXDB_DATA_DIR", data.resolve("data").toString())
                .with("INFLUXDB_DATA_WAL_DIR", data.resolve("wal").toString())
                .with("INFLUXDB_DATA_QUERY_LOG_ENABLED", "false")
                .with("INFLUXDB_HTTP_BIND_ADDRESS", address())
                .with("INFLUXDB_HTTP_LOG_ENABLED", "false")
                .with("INFLUXDB_BIND_ADDRESS", host() + ":" + port(1))
                .with("INFLUXDB_MONITOR_STORE_ENABLED", "false")
                .with("INFLUXDB_REPORTING_DISABLED", "true");
    }

    @Override
    void probe() throws IOException, InterruptedException {
        HttpProbe.get(url() + "/query?q=SHOW%20DATABASES");
    }
}
