package io.evobridge.load.merge;

import io.evobridge.compose.ResolverJvm;
import io.evobridge.servers.JavaApplication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A program that turns the captured topics of a bridge into a topic for each entity: the resolver or a peer.
 *
 * @param name what the report calls it
 * @param mainClass its program
 * @param arguments its command line
 * @param output entity → the topic with one record for each write
 */
record Contender(String name, String mainClass, List<String> arguments, UnaryOperator<String> output) {

    /** As the resolver's archive has it; load tests run at the root of a checkout. */
    private static final Path LOGGING = Path.of("streams-app/src/main/dist/etc/log4j2.xml");

    static Contender resolver(MergeBridge bridge) {
        return new Contender(
                "resolver",
                "io.evobridge.resolver.app.ResolverMain",
                List.of("--config", bridge.file().toString()),
                bridge.bridge().topics()::resolved);
    }

    static Contender peer(MergeBridge bridge, String kind) {
        return new Contender(
                kind,
                StreamsPeer.class.getName(),
                List.of(kind, bridge.file().toString()),
                entity -> StreamsPeer.output(bridge.bridge(), kind, entity));
    }

    /** Starts it with the options of the resolver's launcher, in a folder of its own below the given one. */
    JavaApplication start(Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>(ResolverJvm.ENVIRONMENT);
        environment.put(
                "EVOBRIDGE_RESOLVER_STATE_DIR",
                folder.resolve(name).resolve("state").toString());
        return JavaApplication.start(
                name,
                Files.createDirectories(folder.resolve(name)),
                new JavaApplication.Setup(
                        classPath(),
                        mainClass,
                        options(),
                        arguments,
                        environment,
                        StreamsPeer.PORT_VARIABLE,
                        "/health/ready"));
    }

    /** Our own class path; a process of its own has a working folder of its own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(ResolverJvm.options());
        options.add("-Dlog4j2.configurationFile=" + LOGGING.toAbsolutePath());
        String more = System.getProperty("evobridge.load.jvm", "").trim();
        if (!more.isEmpty()) {
            options.addAll(List.of(more.split("\\s+")));
        }
        return options;
    }
}
