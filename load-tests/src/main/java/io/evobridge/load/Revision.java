package io.evobridge.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commit that is measured. */
final class Revision {

    private Revision() {}

    /** Its short name, with {@code +} behind it when the sources were changed; {@code unknown} outside a repository. */
    static String of(Path sources) throws IOException, InterruptedException {
        String commit = git(sources, "rev-parse", "--short", "HEAD");
        if (commit.isEmpty()) {
            return "unknown";
        }
        boolean changed = !git(sources, "status", "--porcelain", "--", ":!load-tests/results")
                .isEmpty();
        return changed ? commit + "+" : commit;
    }

    private static String git(Path sources, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(sources.toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? answer : "";
    }
}
