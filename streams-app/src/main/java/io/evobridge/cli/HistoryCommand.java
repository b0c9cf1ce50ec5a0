package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evobridge history}: what was written to a record. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lists what was written to a record, newest first, as far as the changes topic goes back.")
final class HistoryCommand implements Callable<Integer> {

    private static final int DAY_HOURS = 24;

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private LookBack back = new LookBack(DAY_HOURS);

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = api.client().get(record.path() + "/history" + back.query());
        if (!output.json(answer)) {
            output.table(
                    List.of("COMMITTED", "NODE", "OP", "HLC", "HAD SEEN", "AFTER"),
                    Cells.rows(
                            answer.path("changes"),
                            change -> List.of(
                                    change.path("committed").asText(),
                                    change.path("node").asText(),
                                    change.path("op").asText(),
                                    change.path("hlc").asText(),
                                    Cells.vector(change.path("context")),
                                    Cells.record(change.path("after")))));
            LookBack.printEnd(answer, output);
        }
        return ExitCodes.DONE;
    }
}
