package io.evobridge.cli;

import io.evobridge.bridge.Node;
import io.evobridge.bridge.draft.DraftFile;
import io.evobridge.bridge.draft.NodeAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code evobridge init}: writes a first bridge file. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes a first bridge file from what databases hold: tables of the same name with the same primary"
                        + " key become one entity. Changes nothing else.",
        footer = {
            "",
            "evobridge init --node shop=mysql://app@127.0.0.1:3306/shop --node crm=postgresql://app@db/crm \\",
            "  --node sessions=redis://127.0.0.1:6379"
        })
final class InitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--node",
            paramLabel = "NAME=TYPE://USER@HOST:PORT/DATABASE",
            required = true,
            description =
                    "A database, once or more. Types: mysql, mariadb, postgresql, redis, influxdb. The password is"
                            + " read from the variable NAME_PASSWORD, in capitals.")
    private List<String> nodes = List.of();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "A table that matters, once or more (default: all with a counterpart).")
    private List<String> tables = List.of();

    @Option(
            names = "--name",
            paramLabel = "BRIDGE",
            description = "The bridge's name, which begins the names of its topics (default: ${DEFAULT-VALUE}).",
            defaultValue = "bridge")
    private String name = "";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1:9092")
    private String kafka = "";

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The Apicurio registry (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://127.0.0.1:8080")
    private URI registry = URI.create("");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The file to write, which must not be there yet (default: ${DEFAULT-VALUE}).",
            defaultValue = "bridge.yaml")
    private Path file = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        List<Node> parsed = parsed();
        if (Files.exists(file)) {
            throw taken();
        }
        String draft = new DraftFile(name, kafka, registry).write(parsed, Set.copyOf(tables), System.getenv());
        try {
            Files.writeString(file, draft, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw taken();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
        if (!output.json(Map.of("file", file.toString()))) {
            output.line(file + " written; read it, then: evobridge apply --config " + file);
        }
        return ExitCodes.DONE;
    }

    private ParameterException taken() {
        return new ParameterException(
                spec.commandLine(), file + " is there already: move it away, or name another with --config");
    }

    private List<Node> parsed() {
        List<Node> parsed = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (String text : nodes) {
            try {
                Node node = NodeAddress.parse(text);
                if (!names.add(node.name())) {
                    throw new IllegalArgumentException("has the name " + node.name() + ", which another has");
                }
                parsed.add(node);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--node " + e.getMessage(), e);
            }
        }
        return parsed;
    }
}
