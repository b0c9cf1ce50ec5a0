package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evobridge audit}: what operators did. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lists what operators did through the API: restores, replays and drops, newest first.")
final class AuditCommand implements Callable<Integer> {

    @Mixin
    private LookBack back = new LookBack();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = api.client().get("/audit" + back.query());
        if (!output.json(answer)) {
            output.table(
                    List.of("TIME", "ACTION", "BY", "SUBJECT", "RECORD", "RESULT", "REASON"),
                    Cells.rows(
                            answer.path("audit"),
                            entry -> List.of(
                                    entry.path("time").asText(),
                                    entry.path("action").asText(),
                                    entry.path("by").asText(),
                                    entry.path("subject").asText(),
                                    entry.path("record").asText("-"),
                                    entry.path("result").asText(),
                                    entry.path("reason").asText())));
            LookBack.printEnd(answer, output);
        }
        return ExitCodes.DONE;
    }
}
