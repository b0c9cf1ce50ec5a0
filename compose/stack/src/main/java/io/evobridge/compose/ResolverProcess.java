package io.evobridge.compose;

import io.evobridge.servers.JavaApplication;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the resolver as a process of its own, with the JVM options of its launcher. */
final class ResolverProcess {

    private ResolverProcess() {}

    static JavaApplication start(Path home, Path bridgeFile, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        // A member that keeps its name takes its partitions back at once after a crash.
        variables.put("EVOBRIDGE_RESOLVER_INSTANCE_ID", "1");
        variables.putAll(ResolverJvm.ENVIRONMENT);
        variables.put("EVOBRIDGE_RESOLVER_STATE_DIR", home.resolve("state").toString());
        return JavaApplication.start(
                "resolver",
                home,
                new JavaApplication.Setup(
                        OwnClassPath.absolute(),
                        "io.evobridge.resolver.app.ResolverMain",
                        ResolverJvm.options(),
                        List.of("--config", bridgeFile.toString()),
                        variables,
                        "EVOBRIDGE_RESOLVER_HTTP_PORT",
                        "/health/ready"));
    }
}
