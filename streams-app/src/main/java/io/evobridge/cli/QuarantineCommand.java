package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evobridge quarantine}: what could not be understood. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows what could not be understood, and why; sends it back or settles it.")
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
            for (String name : List.of(
                    "id", "time", "key", "stage", "source", "reason", "exception", "bytes", "obstacle", "handled")) {
                output.line(name + ": "
                        + (answer.path(name).isObject()
                                ? answer.path(name).toString()
                                : answer.path(name).asText("-")));
            }
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Sends quarantined records back to the topics that they came from, when the cause is mended.")
    int replay(@Mixin Chosen chosen, @Mixin OperatorOptions operator, @Mixin ApiOptions api, @Mixin Output output) {
        return settle("replay", chosen, operator, api, output);
    }

    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Says that nothing is to be done about quarantined records; the list leaves them out then.")
    int drop(@Mixin Chosen chosen, @Mixin OperatorOptions operator, @Mixin ApiOptions api, @Mixin Output output) {
        return settle("drop", chosen, operator, api, output);
    }

    private static int settle(String action, Chosen chosen, OperatorOptions operator, ApiOptions api, Output output) {
        ApiClient client = api.client();
        ArrayNode answers = ApiClient.object().putArray("settled");
        int code = ExitCodes.DONE;
        for (String id : chosen.ids(client)) {
            String path = "/quarantine/" + ApiClient.encoded(id) + '/' + action;
            try {
                JsonNode answer = client.change("POST", path, Map.of(), operator.body());
                answers.add(answer);
                output.progress(id + ": " + action
                        + (answer.path("topic").isMissingNode()
                                ? ""
                                : " to " + answer.path("topic").asText()));
            } catch (ApiException e) {
                code = e.exitCode();
                answers.addObject().put("id", id).put("problem", e.getMessage());
                output.progress(id + ": " + e.getMessage());
            }
        }
        output.json(answers);
        return code;
    }

    /** Which records. */
    static final class Chosen {

        @Parameters(arity = "0..*", paramLabel = "ID", description = "As the list tells them.")
        private List<String> ids = new ArrayList<>();

        @Option(names = "--all", description = "All that the list shows, as far as --limit goes.")
        private boolean all;

        @Mixin
        private LookBack back = new LookBack();

        List<String> ids(ApiClient client) {
            if (ids.isEmpty() && !all) {
                throw new ApiException(ExitCodes.USAGE, "name the records, or all with --all");
            }
            return all
                    ? client.get("/quarantine" + back.query())
                            .path("quarantined")
                            .findValuesAsText("id")
                    : ids;
        }
    }
}
