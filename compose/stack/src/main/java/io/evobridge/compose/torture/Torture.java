package io.evobridge.compose.torture;

import io.evobridge.compose.torture.fault.FaultKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code compose/torture}. */
@Command(
        name = "compose/torture",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes to MySQL, MariaDB and PostgreSQL at once while processes are killed and paused, connections cut"
                        + " and clocks moved; then heals everything and checks that all are equal and nothing is lost.",
        footer = {
            "",
            "Leaves history.edn (Jepsen's format), report.txt and report.json in the folder for data.",
            "Exit codes: 0 no violation; 1 a violation, or something failed; 2 wrong usage."
        })
public final class Torture implements Callable<Integer> {

    private static final int MAX_MINUTES = 24 * 60;

    @Option(names = "--minutes", paramLabel = "N", description = "How long writers write (default: ${DEFAULT-VALUE}).")
    private int minutes = 10;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the faults and of what is written (default: another one each time).")
    private long seed = System.currentTimeMillis() % 1_000_000;

    @Option(
            names = "--faults",
            paramLabel = "KIND",
            split = ",",
            description = "kill, pause, cut, stall, skew, joined by commas, or none (default: all).")
    private List<String> faults = List.of("kill", "pause", "cut", "stall", "skew");

    @Option(names = "--gap", paramLabel = "N", description = "Mean seconds between faults (default: ${DEFAULT-VALUE}).")
    private int gap = 6;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Steps per second of all writers together (default: ${DEFAULT-VALUE}).")
    private int rate = 60;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for data, logs, history and report (default: a new temporary one).")
    private @Nullable Path data;

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Torture());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            failure.printStackTrace(line.getErr());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (String word : faults) {
            if (!word.equals("none")) {
                kinds.add(kind(word));
            }
        }
        if (minutes < 1 || minutes > MAX_MINUTES || rate < 1 || rate > 1_000 || gap < 1) {
            throw usage("--minutes must be 1 to " + MAX_MINUTES + ", --rate 1 to 1000, --gap 1 or more");
        }
        Path home = data == null ? Files.createTempDirectory("evobridge-torture-") : Files.createDirectories(data);
        System.out.println("Data and logs: " + home);
        var plan = new TortureRun.Plan(seed, Duration.ofMinutes(minutes), rate, kinds, Duration.ofSeconds(gap));
        TortureReport report = TortureRun.run(plan, home.toAbsolutePath(), what -> System.out.println(what + " ..."));
        report.lines().forEach(System.out::println);
        return report.passed() ? 0 : 1;
    }

    private FaultKind kind(String word) {
        for (FaultKind kind : FaultKind.values()) {
            if (kind.word().equals(word.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw usage("--faults knows kill, pause, cut, stall, skew and none, not '" + word + "'");
    }

    private CommandLine.ParameterException usage(String sentence) {
        return new CommandLine.ParameterException(new CommandLine(this), sentence);
    }
}
