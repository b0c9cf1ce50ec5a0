package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evobridge watch}: a record, whenever it changes. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Asks for a record again and again and prints a line for each state that it finds. States that a later"
                        + " one replaces between two questions are not seen; history has them all.")
final class WatchCommand implements Callable<Integer> {

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Option(
            names = "--interval",
            paramLabel = "MILLISECONDS",
            defaultValue = "1000",
            description = "Pause between questions (default: ${DEFAULT-VALUE}).")
    private long intervalMillis;

    @Option(names = "--for", paramLabel = "SECONDS", description = "When to end; without it, Ctrl-C ends it.")
    private @Nullable Long seconds;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        ApiClient client = api.client();
        long begin = System.nanoTime();
        String last = "";
        while (true) {
            JsonNode answer = client.get(record.path());
            String sequence = answer.path("sequence").asText();
            if (!sequence.equals(last) && !output.json(answer)) {
                output.line(answer.path("committed").asText() + "  "
                        + answer.path("origin").asText() + "  " + Cells.record(answer.path("record")));
            }
            last = sequence;
            if (seconds != null
                    && System.nanoTime() - begin >= Duration.ofSeconds(seconds).toNanos()) {
                return ExitCodes.DONE;
            }
            LockSupport.parkNanos(
                    Duration.ofMillis(Math.max(50, intervalMillis)).toNanos());
            if (Thread.interrupted()) {
                return ExitCodes.DONE;
            }
        }
    }
}
