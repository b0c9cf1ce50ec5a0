package io.evobridge.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The JVM of one measure. */
final class MeasureMain {

    private MeasureMain() {}

    /** Arguments: measure, size, folder for data and logs, file for the answer. */
    public static void main(String[] arguments) throws Exception {
        Measure measure = Measures.named(arguments[0]);
        MeasureRun run = new MeasureRun(measure.name(), Path.of(arguments[2]), Size.valueOf(arguments[1]));
        String failure = "";
        try {
            measure.measure(run);
        } catch (Throwable e) {
            e.printStackTrace();
            // The rest of it has just been printed.
            failure = String.valueOf(e.getMessage() == null ? e : e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("unknown");
        }
        Path answer = Path.of(arguments[3]);
        Path side = answer.resolveSibling("found.part");
        new ObjectMapper().writeValue(side.toFile(), new Found(run.figures(), run.checks(), failure));
        Files.move(side, answer, StandardCopyOption.ATOMIC_MOVE);
        // A thread that a measure left behind would keep this JVM, and the servers, alive.
        System.exit(failure.isEmpty() ? 0 : 1);
    }
}
