package io.evobridge.cli;

import io.evobridge.bridge.BridgeFileException;
import io.evobridge.bridge.Version;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code evobridge}, which does nothing itself. */
@Command(
        name = "evobridge",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keeps the same facts in step across databases of different kinds, through Kafka.",
        subcommands = {
            UpCommand.class,
            InitCommand.class,
            SchemaCommand.class,
            ValidateCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            StatusCommand.class,
            LagCommand.class,
            GetCommand.class,
            WatchCommand.class,
            WaitCommand.class,
            SyncCommand.class,
            HistoryCommand.class,
            ExplainCommand.class,
            PutCommand.class,
            DeleteCommand.class,
            ConflictsCommand.class,
            QuarantineCommand.class,
            AuditCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            DownCommand.class,
            GenerateCompletion.class
        },
        footer = {"", ExitCodes.TEXT})
public final class Evobridge {

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Evobridge()).setExecutionExceptionHandler((failure, command, parsed) -> {
            String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            command.getErr().println(command.getColorScheme().errorText(command.getCommandName() + ": " + message));
            return exitCode(failure);
        });
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof BridgeFileException) {
            return ExitCodes.USAGE;
        }
        return failure instanceof ApiException answer ? answer.exitCode() : ExitCodes.FAILED;
    }
}
