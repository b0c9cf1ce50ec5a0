package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evobridge delete}: deletes a record through the API. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Deletes a record, as a write of the node 'api'.")
final class DeleteCommand implements Callable<Integer> {

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private WriteOptions options = new WriteOptions();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = api.client().change("DELETE", record.path(), options.headers(), MissingNode.getInstance());
        if (!output.json(answer)) {
            WriteOptions.print(answer, output);
        }
        return ExitCodes.DONE;
    }
}
