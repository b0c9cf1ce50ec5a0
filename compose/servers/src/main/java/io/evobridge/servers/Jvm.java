package io.evobridge.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program run by the JDK that runs us, small: serial collector unless it asks for the parallel one, bounded heap,
 * and the quick compiler only unless {@code -Devobridge.servers.compiler=full} asks for speed.
 *
 * @param heapMegabytes the largest heap
 * @param arguments further JVM arguments; a later one wins over ours
 */
record Jvm(int heapMegabytes, List<String> arguments) {

    /** For a program that keeps more for a moment than a small young generation holds. */
    static final String PARALLEL_COLLECTOR = "-XX:+UseParallelGC";

    // Half the processor time of a start; programs that run long enough to be measured want the second compiler too.
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    Jvm {
        arguments = List.copyOf(arguments);
    }

    /** A program whose caller chooses the options. */
    static Program bare(List<String> options, String classPath, String mainClass, List<String> words) {
        var command = new ArrayList<String>();
        addCompiler(command);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(words);
        return executable(command);
    }

    Program main(Path jars, String mainClass, List<String> words) {
        return run(List.of("-cp", jars.resolve("*").toString(), mainClass), words);
    }

    Program jar(Path jar, List<String> words) {
        return run(List.of("-jar", jar.toString()), words);
    }

    private Program run(List<String> what, List<String> words) {
        var command = new ArrayList<>(List.of(
                // A third to begin with: a heap that has to grow collects over and over.
                "-Xms" + heapMegabytes / 3 + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true"));
        if (!arguments.contains(PARALLEL_COLLECTOR)) {
            command.add("-XX:+UseSerialGC");
        }
        addCompiler(command);
        command.addAll(arguments);
        command.addAll(what);
        command.addAll(words);
        return executable(command);
    }

    private static void addCompiler(List<String> command) {
        if (!"full".equals(System.getProperty("evobridge.servers.compiler"))) {
            command.add(QUICK_START);
        }
    }

    private static Program executable(List<String> command) {
        return Program.of(Path.of(System.getProperty("java.home"), "bin", "java"), command);
    }
}
