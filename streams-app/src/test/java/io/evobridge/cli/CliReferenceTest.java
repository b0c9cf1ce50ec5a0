package io.evobridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The committed reference page is what the commands' help says now. {@code -Dreference.write=true} writes it anew. */
class CliReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference/cli.md");

    private static final String INTRODUCTION = """
            # Command line

            `bin/evobridge COMMAND` of the resolver's archive. Commands that ask the resolver need its [query API](api.md); `validate`,
            `plan`, `apply`, `pause`, `resume` and `down` read the bridge file and speak to Kafka, Kafka Connect and the databases.

            `--json` prints one JSON value instead of tables (`watch`: one a line), where the command has it. A token never stands in the
            command line, where other users of the machine could read it: `EVOBRIDGE_TOKEN` or `--token-file`.

            """;

    @Test
    void thePageIsUpToDate() throws IOException {
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE)
                .as("run this test with -Dreference.write=true and commit the page")
                .hasContent(page());
    }

    private static String page() {
        StringBuilder page =
                new StringBuilder(INTRODUCTION).append(ExitCodes.TEXT).append('\n');
        add(page, Evobridge.commandLine(), "evobridge");
        return page.toString();
    }

    private static void add(StringBuilder page, CommandLine command, String name) {
        String help = command.setUsageHelpWidth(110)
                .getUsageMessage(CommandLine.Help.Ansi.OFF)
                .lines()
                .map(String::stripTrailing)
                .reduce("", (text, line) -> text + line + '\n');
        page.append("\n## `").append(name).append("`\n\n```\n").append(help).append("```\n");
        command.getSubcommands().forEach((word, subcommand) -> add(page, subcommand, name + ' ' + word));
    }
}
