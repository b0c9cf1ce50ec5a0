package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evobridge explain}: why a record has the value that it has. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says step by step why a record has its value: who wrote, who had seen what, which policy decided.")
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = api.client().get(record.path() + "/explain");
        if (!output.json(answer)) {
            int number = 1;
            for (JsonNode step : answer.path("steps")) {
                output.line(number + ". " + step.path("says").asText());
                number++;
            }
        }
        return ExitCodes.DONE;
    }
}
