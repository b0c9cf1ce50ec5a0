package io.evobridge.servers;

import io.evobridge.servers.cache.ComponentCache;
import io.evobridge.servers.cache.Components;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Kafka's and Connect's own jars, and how their programs are run and log. */
final class KafkaLibraries {

    private static final String LOGGING = """
            rootLogger.level = info
            rootLogger.appenderRef.out.ref = out
            appender.out.type = Console
            appender.out.name = out
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %d %p %c{1} %m%n
            """;

    private KafkaLibraries() {}

    private static Path folder() {
        if (Stack.isContainers()) {
            return Path.of("/opt/kafka/libs");
        }
        Platform.check();
        return ComponentCache.user().folder(Components.KAFKA);
    }

    static Program main(String mainClass, int heapMegabytes, List<String> jvmArguments, Path home, String... arguments)
            throws IOException {
        var logging = home.resolve("log4j2.properties");
        Files.writeString(logging, LOGGING);
        var all = new ArrayList<>(List.of("-Dlog4j2.configurationFile=" + logging));
        all.addAll(jvmArguments);
        var program = new Jvm(heapMegabytes, all).main(folder(), mainClass, List.of(arguments));
        return Stack.isContainers() ? program.inImage(Images.KAFKA, "java") : program;
    }
}
