package io.evobridge.load.merge;

import io.evobridge.servers.JavaApplication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern OPTIONS = Pattern.compile("RESOLVER_JVM:=(.*?)}", Pattern.DOTALL);

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
    JavaApplication start(Path folder, Path launcher) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "EVOBRIDGE_RESOLVER_STATE_DIR",
                folder.resolve(name).resolve("state").toString());
        environment.put("MALLOC_ARENA_MAX", "2");
        return JavaApplication.start(
                name,
                Files.createDirectories(folder.resolve(name)),
                new JavaApplication.Setup(
                        classPath(),
                        mainClass,
                        launcherOptions(launcher),
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

    private static List<String> launcherOptions(Path launcher) throws IOException {
        Matcher matcher = OPTIONS.matcher(Files.readString(launcher));
        if (!matcher.find()) {
            throw new IllegalStateException("no options of the JVM in " + launcher);
        }
        Path logging = Objects.requireNonNull(launcher.toAbsolutePath().getParent())
                .resolveSibling("etc")
                .resolve("log4j2.xml");
        String options = matcher.group(1).replace("\\\n", " ").trim() + " -Dlog4j2.configurationFile=" + logging;
        String more = System.getProperty("evobridge.load.jvm", "");
        return List.of((options + ' ' + more).trim().split("\\s+"));
    }
}
