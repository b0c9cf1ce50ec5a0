package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evobridge conflicts}: concurrent versions and what was decided about them. */
@Command(
        name = "conflicts",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows concurrent versions and what was decided about them.")
final class ConflictsCommand {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists conflicts, newest first.")
    int list(
            @Option(names = "--entity", paramLabel = "ENTITY", description = "Only this entity.") @Nullable
                    String entity,
            @Mixin LookBack back,
            @Mixin ApiOptions api,
            @Mixin Output output) {
        String only = entity == null ? "" : "&entity=" + ApiClient.encoded(entity);
        JsonNode answer = api.client().get("/conflicts" + back.query() + only);
        if (!output.json(answer)) {
            output.table(
                    List.of("ID", "TIME", "RECORD", "NODES", "WINNER", "POLICY", "REASON"),
                    Cells.rows(
                            answer.path("conflicts"),
                            conflict -> List.of(
                                    conflict.path("id").asText(),
                                    conflict.path("time").asText(),
                                    conflict.path("entity").asText() + "/"
                                            + conflict.path("key").asText(),
                                    Cells.texts(conflict.path("nodes")),
                                    conflict.path("winner").asText(),
                                    conflict.path("policy").asText(),
                                    conflict.path("reason").asText())));
            LookBack.printEnd(answer, output);
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Shows one conflict with every version, the losing ones too.")
    int show(
            @Parameters(paramLabel = "ID", description = "As the list tells it.") String id,
            @Mixin ApiOptions api,
            @Mixin Output output) {
        JsonNode answer = api.client().get("/conflicts/" + ApiClient.encoded(id));
        if (!output.json(answer)) {
            output.line(answer.path("entity").asText() + "/"
                    + answer.path("key").asText() + "  " + answer.path("policy").asText() + ": "
                    + answer.path("reason").asText());
            output.line("");
            output.table(
                    List.of("VERSION OF", "WON", "HLC", "HAD SEEN", "RECORD"),
                    Cells.rows(
                            answer.path("versions"),
                            version -> List.of(
                                    version.path("node").asText(),
                                    version.path("won").asBoolean() ? "yes" : "no",
                                    version.path("hlc").asText(),
                                    Cells.vector(version.path("context")),
                                    Cells.record(version.path("record")))));
        }
        return ExitCodes.DONE;
    }
}
