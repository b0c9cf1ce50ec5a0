package io.evobridge.compose.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.evobridge.compose.torture.check.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run did and whether anything was wrong with it.
 *
 * @param seed of schedule and writers
 * @param seconds how long the writers wrote
 * @param operations action and ending → how many
 * @param faults what was broken, in order
 * @param bridge what the bridge did: name → count
 * @param violations what must never be so; empty for a run that passes
 */
record TortureReport(
        long seed,
        long seconds,
        Map<String, Long> operations,
        List<String> faults,
        Map<String, Long> bridge,
        List<Violation> violations) {

    private static final int SHOWN_VIOLATIONS = 20;

    boolean passed() {
        return violations.isEmpty();
    }

    /** For a person. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Seed " + seed + ", " + seconds + " s of writing.");
        lines.add("Operations by ending: " + operations);
        lines.add("Faults: " + faults.size());
        bridge.forEach((name, count) -> lines.add(String.format("  %-42s %10d", name, count)));
        if (passed()) {
            lines.add("No violation: all databases and the resolved topics are equal, and nothing is lost.");
        } else {
            lines.add(violations.size() + " violations:");
            violations.stream().limit(SHOWN_VIOLATIONS).forEach(violation -> lines.add("  " + violation));
        }
        return lines;
    }

    /** Writes {@code report.txt} and {@code report.json}, complete. */
    void write(Path folder) throws IOException {
        Files.write(folder.resolve("report.txt"), lines());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("passed", passed());
        all.put("seed", seed);
        all.put("seconds", seconds);
        all.put("operations", operations);
        all.put("faults", faults);
        all.put("bridge", bridge);
        all.put("violations", violations.stream().map(Violation::toString).toList());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("report.json").toFile(), all);
    }
}
