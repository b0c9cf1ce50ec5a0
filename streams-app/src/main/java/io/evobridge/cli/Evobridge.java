package io.evobridge.cli;

import io.evobridge.bridge.BridgeFileException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The command {@code evobridge}, which does nothing itself. */
@Command(
        name = "evobridge",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keeps the same facts in step across databases of different kinds, through Kafka.",
        subcommands = {
            InitCommand.class,
            ValidateCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            DownCommand.class,
            GenerateCompletion.class
        },
        footer = {"", "Exit codes: 0 done; 1 something failed, and is said; 2 wrong usage or a wrong bridge file."})
public final class Evobridge {

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Evobridge()).setExecutionExceptionHandler((failure, command, parsed) -> {
            String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            command.getErr().println(command.getColorScheme().errorText(command.getCommandName() + ": " + message));
            return failure instanceof BridgeFileException ? ExitCode.USAGE : ExitCode.SOFTWARE;
        });
    }
}
