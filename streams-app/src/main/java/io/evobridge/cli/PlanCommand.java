package io.evobridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.evobridge.bridge.DeploymentPlan;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evobridge plan}: says what {@code apply} would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says what apply would make and change in the databases, in Kafka and in Kafka Connect, and what must"
                        + " be mended before. Changes nothing. Exits with 1 if something must be mended.")
final class PlanCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BridgeOption bridgeFile = new BridgeOption();

    @Mixin
    private ConnectOption connect = new ConnectOption();

    @Option(names = "--skip-checks", description = "Do not ask the databases.")
    private boolean skipChecks;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        DeploymentPlan plan = DeploymentPlan.of(bridgeFile.read(), connect.cluster(), !skipChecks, System.getenv());
        if (json) {
            spec.commandLine().getOut().println(JSON.writeValueAsString(plan));
        } else {
            print(plan, spec.commandLine().getOut());
        }
        return plan.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void print(DeploymentPlan plan, PrintWriter out) {
        for (DeploymentPlan.Change change : plan.changes()) {
            out.println(change.action().sign() + " " + change.what());
            change.details().forEach(detail -> out.println("    " + detail));
        }
        if (!plan.problems().isEmpty()) {
            out.println("To be mended before:");
            plan.problems().forEach(problem -> out.println("! " + problem));
        } else if (plan.changes().isEmpty()) {
            out.println("nothing to do");
        }
    }
}
