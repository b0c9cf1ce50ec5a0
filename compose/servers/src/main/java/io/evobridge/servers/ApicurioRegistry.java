package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An Apicurio Registry 3 whose artifacts live in a file of its own. */
public final class ApicurioRegistry extends RunningServer {

    private static final int HEAP_MEGABYTES = 256;

    private ApicurioRegistry(Path home) {
        super("apicurio", home, 2);
    }

    public static ApicurioRegistry start(Path home) {
        return started(new ApicurioRegistry(home));
    }

    /** The base of its v3 API. */
    public String url() {
        return "http://" + address() + "/apis/registry/v3";
    }

    @Override
    Program program() {
        // Without a write delay a commit is on its way to the disk when it is acknowledged, also before a crash.
        var database = "jdbc:h2:file:" + dataFolder().resolve("registry") + ";WRITE_DELAY=0";
        var jvm = new Jvm(
                HEAP_MEGABYTES,
                List.of(
                        "-Dquarkus.http.host=" + host(),
                        "-Dquarkus.http.port=" + port(),
                        "-Dquarkus.management.host=" + host(),
                        "-Dquarkus.management.port=" + port(1),
                        "-Dapicurio.storage.kind=sql",
                        "-Dapicurio.storage.sql.kind=h2",
                        "-Dapicurio.datasource.url=" + database,
                        // Twenty connections at once, each waited for five seconds, are too much for a busy machine.
                        "-Dapicurio.datasource.jdbc.initial-size=2",
                        "-Dapicurio.datasource.jdbc.min-size=2",
                        "-Dquarkus.datasource.h2.jdbc.acquisition-timeout=PT60S"));
        if (Stack.isContainers()) {
            return jvm.jar(Path.of("/deployments/quarkus-run.jar"), List.of()).inImage(Images.APICURIO, "java");
        }
        Platform.check();
        var folder = ComponentCache.user().folder(Components.APICURIO);
        return jvm.jar(folder.resolve("apicurio-registry-app-3.0.9-runner.jar"), List.of());
    }

    @Override
    void probe() throws IOException, InterruptedException {
        HttpProbe.get(url() + "/system/info");
        HttpProbe.get(url() + "/search/artifacts?limit=1");
    }
}
