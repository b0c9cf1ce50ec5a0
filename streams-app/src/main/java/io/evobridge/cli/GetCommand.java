package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evobridge get}: a record, its versions, and which database has it. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows the merged state of a record, its versions, and which database has applied it.")
final class GetCommand implements Callable<Integer> {

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = api.client().get(record.path());
        if (!output.json(answer)) {
            print(answer, output);
        }
        return ExitCodes.DONE;
    }

    static void print(JsonNode answer, Output output) {
        output.line(answer.path("entity").asText() + "/" + answer.path("key").asText()
                + (answer.path("deleted").asBoolean() ? " is deleted" : "") + "  written by "
                + answer.path("origin").asText() + " at "
                + answer.path("committed").asText() + "  hlc "
                + answer.path("hlc").asText());
        List<List<String>> fields = new ArrayList<>();
        answer.path("record")
                .properties()
                .forEach(field -> fields.add(List.of(field.getKey(), Cells.value(field.getValue()))));
        if (!fields.isEmpty()) {
            output.line("");
            output.table(List.of("FIELD", "VALUE"), fields);
        }
        output.line("");
        output.table(
                List.of("VERSION OF", "HLC", "COMMITTED", "POSITION", "WON", "HAD SEEN"),
                Cells.rows(
                        answer.path("versions"),
                        version -> List.of(
                                version.path("node").asText(),
                                version.path("hlc").asText(),
                                version.path("committed").asText(),
                                version.path("position").asText(),
                                version.path("won").asBoolean() ? "yes" : "no",
                                Cells.vector(version.path("context")))));
        output.line("");
        output.table(
                List.of("NODE", "TYPE", "DIRECTION", "STATE", "NOT SHOWN YET"),
                Cells.rows(
                        answer.path("nodes"),
                        node -> List.of(
                                node.path("name").asText(),
                                node.path("type").asText(),
                                node.path("direction").asText(),
                                node.path("state").asText(),
                                Cells.vector(node.path("missing")))));
    }
}
