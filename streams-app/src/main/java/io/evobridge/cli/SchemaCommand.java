package io.evobridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evobridge.bridge.BridgeSchema;
import io.evobridge.resolver.app.ResolverConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code evobridge schema}: what an editor needs to help with a bridge file. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description =
                "Prints the JSON Schema of the bridge file, with which editors complete keys and underline mistakes.",
        footer = {
            "",
            "evobridge schema > bridge.schema.json, then as the first line of bridge.yaml:",
            "# yaml-language-server: $schema=bridge.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(text());
        return ExitCodes.DONE;
    }

    static String text() {
        ObjectNode schema = BridgeSchema.of(ResolverConfig.definition());
        try {
            return JSON.writeValueAsString(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
