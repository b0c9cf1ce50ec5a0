package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evobridge wait}: until a database has applied a write. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Waits until a database has applied what a token stands for. Ends with 1 where it has not when the time"
                        + " is up, and says what is missing.")
final class WaitCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "TOKEN",
            description = "Of a write, or of a record that was read: \"token\" in the JSON of get.")
    private String token = "";

    @Option(names = "--node", required = true, paramLabel = "NODE", description = "Database of the bridge.")
    private String node = "";

    @Mixin
    private TimeoutOption timeout = new TimeoutOption(10_000);

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = api.client()
                .ask(
                        "GET",
                        "/wait?token=" + ApiClient.encoded(token) + "&node=" + ApiClient.encoded(node) + "&"
                                + timeout.parameter(),
                        timeout.patience());
        if (!output.json(answer)) {
            output.line(answer.path("node").asText() + " has applied it: "
                    + answer.path("key").asText());
        }
        return ExitCodes.DONE;
    }
}
