package io.evobridge.load;

import io.evobridge.load.report.Machine;
import io.evobridge.load.report.Measured;
import io.evobridge.load.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code load-tests/run}. */
@Command(
        name = "load-tests/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures the bridge beside its peers and its limits, each measure with servers of its own on this"
                        + " machine, and writes report.md, report.json and report.svg.",
        footer = {"", "Exit codes: 0 all was measured; 1 a measure failed, and is said; 2 wrong usage."})
public final class LoadTests implements Callable<Integer> {

    @Option(names = "--quick", description = "Little of everything, to see that it works: figures are rough.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Measure only these; what the report holds of others stays.")
    private List<String> only = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the report (default: load-tests/results, with --quick load-tests/target/quick).")
    private @Nullable Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for data and logs of the servers (default: a new temporary one, deleted at the end"
                    + " when nothing failed).")
    private @Nullable Path data;

    @Option(names = "--list", description = "Name the measures and exit.")
    private boolean list;

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new LoadTests());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(line.getColorScheme().errorText("load-tests/run: " + failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Measures.ALL.forEach(measure -> System.out.printf("%-12s %s%n", measure.name(), measure.question()));
            return CommandLine.ExitCode.OK;
        }
        List<Measure> asked;
        try {
            asked = only.isEmpty()
                    ? Measures.ALL
                    : only.stream().map(Measures::named).toList();
        } catch (IllegalArgumentException e) {
            System.err.println("--only: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return measure(asked) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean measure(List<Measure> asked) throws Exception {
        Size size = quick ? Size.QUICK : Size.FULL;
        Path results = out != null ? out : Path.of(quick ? "load-tests/target/quick" : "load-tests/results");
        Path home = data == null ? Files.createTempDirectory("evobridge-load-") : Files.createDirectories(data);
        System.out.println("Data and logs: " + home);
        List<String> order = Measures.ALL.stream().map(Measure::name).toList();
        Report report = Report.read(results, Machine.here());
        boolean succeeded = true;
        MeasureProcess process = new MeasureProcess(home.toAbsolutePath(), size, Revision.of(Path.of("")));
        for (Measure measure : asked) {
            Measured measured = process.run(measure);
            if (measured.hasFailed()) {
                succeeded = false;
                System.out.println(measure.name() + " failed: " + measured.failure());
            }
            report = report.with(measured, order);
            // After each, so that an end in the middle loses only what was not measured.
            report.write(results);
        }
        System.out.println("Report: " + results.resolve("report.md"));
        if (succeeded && data == null) {
            Folders.delete(home);
        }
        return succeeded;
    }
}
