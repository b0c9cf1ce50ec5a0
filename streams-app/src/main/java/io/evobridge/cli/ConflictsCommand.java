package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        description = "Shows concurrent versions and what was decided about them, and takes decisions back.")
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

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Writes a version that lost once more, as a write that has seen all others, so that it replaces"
                            + " them. Refused where the record was written since, unless --if-match or --force is given.")
    int restore(
            @Parameters(paramLabel = "ID", description = "As the list tells it.") String id,
            @Option(names = "--node", paramLabel = "NAME", description = "Whose version (default: the one that lost).")
                    @Nullable
                    String node,
            @Option(
                            names = "--if-match",
                            paramLabel = "ETAG",
                            description = "Restore if the record is still what an answer with this ETag showed.")
                    @Nullable
                    String ifMatch,
            @Option(names = "--force", description = "Restore whatever the record is now.") boolean force,
            @Mixin OperatorOptions operator,
            @Mixin ApiOptions api,
            @Mixin Output output) {
        ApiClient client = api.client();
        ObjectNode body = operator.body();
        if (node != null) {
            body.putObject("version").put("node", node);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (ifMatch != null) {
            headers.put("If-Match", WriteOptions.quoted(ifMatch));
        } else if (force) {
            headers.put("If-Match", present(client, id));
        }
        JsonNode answer = client.change("POST", "/conflicts/" + ApiClient.encoded(id) + "/restore", headers, body);
        if (!output.json(answer)) {
            output.line("restored the version of " + answer.at("/restored/node").asText());
            WriteOptions.print(answer, output);
        }
        return ExitCodes.DONE;
    }

    /** The entity tag of the record that a conflict is about. */
    private static String present(ApiClient client, String id) {
        JsonNode conflict = client.get("/conflicts/" + ApiClient.encoded(id));
        return client.etag("/entities/" + conflict.path("entity").asText() + "/records/"
                + ApiClient.encoded(conflict.path("key").asText()));
    }
}
