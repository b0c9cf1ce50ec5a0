package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evobridge put}: writes a record through the API. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes a record, whole or in part, as a write of the node 'api'. Without --if-match it is concurrent"
                        + " to what databases wrote, and the entity's policy decides.")
final class PutCommand implements Callable<Integer> {

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Option(
            names = "--record",
            required = true,
            paramLabel = "JSON",
            description = "The record as JSON, as get --json shows it, or @FILE. Fields that are left out become null.")
    private String json = "";

    @Option(
            names = "--patch",
            description = "Change only the fields that the JSON names; one that is null becomes null.")
    private boolean patch;

    @Option(names = "--create", description = "Only if there is no such record yet.")
    private boolean create;

    @Mixin
    private WriteOptions options = new WriteOptions();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Map<String, String> headers = new LinkedHashMap<>(options.headers());
        if (create) {
            headers.put("If-None-Match", "*");
        }
        JsonNode answer = api.client().change(patch ? "PATCH" : "PUT", record.path(), headers, ApiClient.json(json));
        if (!output.json(answer)) {
            WriteOptions.print(answer, output);
        }
        return ExitCodes.DONE;
    }
}
