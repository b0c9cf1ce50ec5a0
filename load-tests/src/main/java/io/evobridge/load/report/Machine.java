package io.evobridge.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The machine that measured.
 *
 * @param processor its model
 * @param cores how many the JVM may use
 * @param memoryGigabytes of the machine
 * @param kernel the operating system
 * @param jdk the Java that ran everything
 */
public record Machine(String processor, int cores, long memoryGigabytes, String kernel, String jdk) {

    /** This machine. */
    public static Machine here() throws IOException {
        return new Machine(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Math.round(Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1_048_576.0),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    private static String field(String file, String name) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(file));
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }

    String text() {
        return processor + ", " + cores + " cores, " + memoryGigabytes + " GB, " + kernel + ", " + jdk;
    }
}
