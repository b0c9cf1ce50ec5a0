package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code evobridge quarantine}: what could not be understood. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows what could not be understood, and why.")
final class QuarantineCommand {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists quarantined records, newest first.")
    int list(@Mixin LookBack back, @Mixin ApiOptions api, @Mixin Output output) {
        JsonNode answer = api.client().get("/quarantine" + back.query());
        if (!output.json(answer)) {
            output.table(
                    List.of("ID", "TIME", "STAGE", "SOURCE", "REASON"),
                    Cells.rows(
                            answer.path("quarantined"),
                            found -> List.of(
                                    found.path("id").asText(),
                                    found.path("time").asText(),
                                    found.path("stage").asText(),
                                    found.path("source").asText(),
                                    found.path("reason").asText())));
            LookBack.printEnd(answer, output);
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Shows one quarantined record; with --json its bytes too.")
    int show(
            @Parameters(paramLabel = "ID", description = "As the list tells it.") String id,
            @Mixin ApiOptions api,
            @Mixin Output output) {
        JsonNode answer = api.client().get("/quarantine/" + ApiClient.encoded(id));
        if (!output.json(answer)) {
            for (String name : List.of("id", "time", "key", "stage", "source", "reason", "exception", "bytes")) {
                output.line(name + ": " + answer.path(name).asText("-"));
            }
        }
        return ExitCodes.DONE;
    }
}
