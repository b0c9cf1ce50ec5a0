package io.evobridge.compose;

import io.evobridge.resolver.app.ResolverMain;
import java.util.List;

/** The JVM that the resolver's launcher starts. */
public final class ResolverJvm {

    private ResolverJvm() {}

    /** Its options, as {@code etc/jvm.options} of the resolver's archive has them. */
    public static List<String> options() {
        return ResourceText.beside(ResolverMain.class, "jvm.options")
                .lines()
                .filter(line -> line.startsWith("-"))
                .toList();
    }
}
