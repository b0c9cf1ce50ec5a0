package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evobridge status}: instances, databases and connectors. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Shows the resolver's instances, the databases and how far each lags, and the connectors. Ends with 1"
                        + " where something could not be found out or a connector failed.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = api.client().get("/status");
        if (!output.json(answer)) {
            print(answer);
        }
        boolean failed =
                answer.path("connectors").findValuesAsText("reason").stream().anyMatch(reason -> !reason.isEmpty());
        return failed || !answer.path("problems").isEmpty() ? ExitCodes.FAILED : ExitCodes.DONE;
    }

    private void print(JsonNode answer) {
        output.line("bridge " + answer.path("bridge").asText() + "  "
                + answer.path("state").asText());
        output.line("");
        output.table(
                List.of("INSTANCE", "PARTITIONS", "STANDBYS", "ASKED"),
                Cells.rows(
                        answer.path("instances"),
                        instance -> List.of(
                                instance.path("address").asText(),
                                instance.path("partitions").asText(),
                                instance.path("standbys").asText(),
                                instance.path("self").asBoolean() ? "yes" : "")));
        output.line("");
        LagCommand.print(answer, output);
        if (!answer.path("connectors").isEmpty()) {
            output.line("");
            output.table(
                    List.of("CONNECTOR", "STATE", "TASKS", "REASON"),
                    Cells.rows(
                            answer.path("connectors"),
                            connector -> List.of(
                                    connector.path("name").asText(),
                                    connector.path("state").asText(),
                                    Cells.texts(connector.path("tasks")),
                                    connector.path("reason").asText("-"))));
        }
        answer.path("problems").forEach(problem -> output.line("! " + problem.asText()));
    }
}
