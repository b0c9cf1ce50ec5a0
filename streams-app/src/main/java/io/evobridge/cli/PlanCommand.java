package io.evobridge.cli;

import io.evobridge.bridge.DeploymentPlan;
import io.evobridge.bridge.types.Grade;
import io.evobridge.bridge.types.TypeLine;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evobridge plan}: says what {@code apply} would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says what becomes of each field in each database, what apply would make and change in the databases, in"
                        + " Kafka and in Kafka Connect, and what must be mended before. Changes nothing. Ends with 1 if"
                        + " something must be mended.")
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private BridgeOption bridgeFile = new BridgeOption();

    @Mixin
    private ConnectOption connect = new ConnectOption();

    @Option(names = "--skip-checks", description = "Do not ask the databases.")
    private boolean skipChecks;

    @Option(names = "--all-types", description = "Show fields too that lose nothing.")
    private boolean allTypes;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        DeploymentPlan plan = DeploymentPlan.of(bridgeFile.read(), connect.cluster(), !skipChecks, System.getenv());
        if (!output.json(plan)) {
            types(plan.types());
            changes(plan);
        }
        return plan.problems().isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private void types(List<TypeLine> types) {
        List<TypeLine> shown = types.stream()
                .filter(line -> allTypes || line.fit() != Grade.LOSSLESS)
                .toList();
        if (!shown.isEmpty()) {
            output.table(
                    List.of("ENTITY", "FIELD", "FROM", "AS", "INTO", "FIT"),
                    shown.stream().map(PlanCommand::cells).toList());
        }
        if (!types.isEmpty()) {
            output.line(types.stream()
                    .collect(Collectors.groupingBy(TypeLine::fit, TreeMap::new, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .map(count -> count.getValue() + " " + count.getKey().word())
                    .collect(Collectors.joining(", ", "types: ", "")));
            output.line("");
        }
    }

    private static List<String> cells(TypeLine line) {
        String why = line.why().isEmpty() ? "" : ": " + line.why();
        return List.of(
                line.entity(),
                line.field(),
                line.source() + " " + line.sourceType(),
                line.canonicalType(),
                line.target() + " " + line.targetType(),
                line.fit().word() + why + (line.accepted() ? " (accepted)" : ""));
    }

    private void changes(DeploymentPlan plan) {
        for (DeploymentPlan.Change change : plan.changes()) {
            output.line(change.action().sign() + " " + change.what());
            change.details().forEach(detail -> output.line("    " + detail));
        }
        if (!plan.problems().isEmpty()) {
            output.line("To be mended before:");
            plan.problems().forEach(problem -> output.line("! " + problem));
        } else if (plan.changes().isEmpty()) {
            output.line("nothing to do");
        }
    }
}
