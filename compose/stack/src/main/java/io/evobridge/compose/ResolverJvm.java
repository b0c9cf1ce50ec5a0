package io.evobridge.compose;

import io.evobridge.resolver.app.ResolverMain;
import java.util.List;
import java.util.Map;

/** The JVM that the resolver's launcher starts. */
public final class ResolverJvm {

    /** The environment that the launcher sets for it. */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private ResolverJvm() {}

    /** Its options, as {@code etc/jvm.options} of the resolver's archive has them. */
    public static List<String> options() {
        return ResourceText.beside(ResolverMain.class, "jvm.options")
                .lines()
                .filter(line -> line.startsWith("-"))
                .toList();
    }
}
