package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evobridge sync}: until everything that was captured has arrived everywhere. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Waits until everything that has been captured by now is in every instance's copies of the state and in"
                        + " every sink: before an instance is taken away or upgraded. Ends with 1 where it is not when the"
                        + " time is up, and says who is behind.")
final class SyncCommand implements Callable<Integer> {

    @Mixin
    private TimeoutOption timeout = new TimeoutOption(60_000);

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = api.client().ask("POST", "/sync?" + timeout.parameter(), timeout.patience());
        if (!output.json(answer)) {
            output.table(
                    List.of("INSTANCE", "PARTITIONS", "STANDBYS"),
                    Cells.rows(
                            answer.path("instances"),
                            instance -> List.of(
                                    instance.path("address").asText(),
                                    instance.path("partitions").asText(),
                                    instance.path("standbys").asText())));
            output.line("");
            output.line("in sync, " + answer.path("sinks").size() + " sinks too, up to");
            answer.path("version")
                    .properties()
                    .forEach(topic -> output.line("  " + topic.getKey() + " " + Cells.texts(topic.getValue())));
        }
        return ExitCodes.DONE;
    }
}
