package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import io.evobridge.servers.cache.Executables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A VictoriaMetrics: takes InfluxDB's {@code /write} and {@code /api/v2/write}. What was written is read back by {@code
 * /api/v1/export} after a GET of {@code /internal/force_flush}. A crash loses what it acknowledged in the last seconds,
 * unless a GET of {@code /snapshot/create} came after it.
 */
public final class VictoriaMetrics extends RunningServer {

    private VictoriaMetrics(Path home) {
        super("victoria-metrics", home, 1);
    }

    public static VictoriaMetrics start(Path home) {
        return started(new VictoriaMetrics(home));
    }

    public String url() {
        return "http://" + address();
    }

    @Override
    Program program() {
        var executable = Executables.onPath("victoria-metrics").orElseGet(() -> {
            Platform.check();
            return ComponentCache.user().folder(Components.VICTORIA_METRICS).resolve("usr/bin/victoria-metrics");
        });
        return Program.of(
                executable,
                List.of(
                        "-httpListenAddr=" + address(),
                        "-storageDataPath=" + dataFolder(),
                        "-retentionPeriod=100y",
                        "-dedup.minScrapeInterval=1ms",
                        "-search.latencyOffset=0s"));
    }

    @Override
    void probe() throws IOException, InterruptedException {
        HttpProbe.get(url() + "/api/v1/labels");
    }
}
