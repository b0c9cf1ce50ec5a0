package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evobridge lag}: how far each database is behind. */
@Command(
        name = "lag",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Shows for each database how many of its captured changes the resolver, and how many resolved records"
                        + " its sinks, have not committed, and how long the oldest of these has been waiting.")
final class LagCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = api.client().get("/status");
        if (!output.json(answer.path("nodes"))) {
            print(answer, output);
        }
        return answer.path("problems").isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    static void print(JsonNode answer, Output output) {
        output.table(
                List.of("NODE", "TYPE", "DIRECTION", "TO RESOLVE", "TO WRITE", "WAITING MS", "BOUND"),
                Cells.rows(
                        answer.path("nodes"),
                        node -> List.of(
                                node.path("name").asText(),
                                node.path("type").asText(),
                                node.path("direction").asText(),
                                Cells.number(node.path("lag").path("captured")),
                                Cells.number(node.path("lag").path("resolved")),
                                Cells.number(node.path("stalenessMillis")),
                                bound(node))));
    }

    private static String bound(JsonNode node) {
        if (node.path("bound").isMissingNode()) {
            return "-";
        }
        return node.path("stale").asBoolean() ? "behind" : "kept";
    }
}
