package io.evobridge.compose;

import io.evobridge.compose.demo.TradingDemo;
import io.evobridge.compose.demo.active.ActiveActiveDemo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code compose/up}. */
@Command(
        name = "compose/up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts databases, Kafka, Apicurio, Kafka Connect and the resolver on this machine, writes to the"
                + " databases and shows when each write is visible elsewhere.",
        footer = {
            "",
            "Exit codes: 0 every write arrived and all copies are equal; 1 something failed, and is said; 2 wrong usage."
        })
public final class Up implements Callable<Integer> {

    private static final String TRADING = "trading";
    private static final String ACTIVE_ACTIVE = "active-active";
    private static final int MEASURED_RATE = 200;
    /** Enough to look at, and the machine stays free for whoever does. */
    private static final int PLAYED_RATE = 20;

    @Option(
            names = "--demo",
            paramLabel = "NAME",
            description = {
                "trading: MySQL is written, Redis and InfluxDB follow (the default).",
                "active-active: MySQL and PostgreSQL are written at once."
            })
    private String demo = TRADING;

    @Option(names = "--once", description = "Run the workload once, print the table and exit.")
    private boolean once;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long the workload writes with --once (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Writes per second (default: " + MEASURED_RATE + " with --once, otherwise " + PLAYED_RATE + ").")
    private int rate;

    @Option(
            names = "--customers",
            paramLabel = "N",
            description = "Customers to begin with (default: ${DEFAULT-VALUE}).")
    private int customers = 400;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds of writing before latency is measured (default: ${DEFAULT-VALUE}).")
    private int warmUp = 30;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for data and logs (default: a new temporary one).")
    private @Nullable Path data;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the workload (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Up());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(line.getColorScheme().errorText("compose/up: " + sentence(failure)));
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (rate == 0) {
            rate = once ? MEASURED_RATE : PLAYED_RATE;
        }
        if (seconds < 1 || warmUp < 0 || rate < 1 || rate > 5_000 || customers < TradingDemo.TRADERS) {
            System.err.printf(
                    "--seconds must be 1 or more, --warm-up 0 or more, --rate 1 to 5000, --customers %d or more%n",
                    TradingDemo.TRADERS);
            return CommandLine.ExitCode.USAGE;
        }
        if (!demo.equals(TRADING) && !demo.equals(ACTIVE_ACTIVE)) {
            System.err.printf("--demo is trading or active-active, not '%s'%n", demo);
            return CommandLine.ExitCode.USAGE;
        }
        Path home = data == null ? Files.createTempDirectory("evobridge-") : Files.createDirectories(data);
        Optional<Integer> limit = once ? Optional.of(seconds) : Optional.empty();
        if (demo.equals(ACTIVE_ACTIVE)) {
            return ActiveActiveDemo.run(home.toAbsolutePath(), rate, seed, limit) ? 0 : 1;
        }
        var load = new TradingDemo.Load(rate, customers, warmUp, seed);
        return TradingDemo.run(home.toAbsolutePath(), load, limit) ? 0 : 1;
    }

    private static String sentence(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof java.util.concurrent.CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
