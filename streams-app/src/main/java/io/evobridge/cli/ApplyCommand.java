package io.evobridge.cli;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeDeployment;
import io.evobridge.bridge.ConnectCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code evobridge apply}: makes Kafka and Kafka Connect do what a bridge file says. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Checks that the databases have what the bridge needs, creates its topics and connectors, or changes the"
                        + " connectors to what the bridge file says, and waits until all run. Repeating it changes nothing.")
final class ApplyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BridgeOption bridgeFile = new BridgeOption();

    @Mixin
    private ConnectOption connect = new ConnectOption();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long the connectors may take until they run (default: ${DEFAULT-VALUE}).",
            defaultValue = "180")
    private int timeoutSeconds;

    @Option(
            names = "--skip-checks",
            description = "Do not ask the databases whether they have what the bridge needs, for a machine that cannot"
                    + " reach them. Writable ones then need the table evobridge_progress already.")
    private boolean skipChecks;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        if (timeoutSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout must be 1 or more, not " + timeoutSeconds);
        }
        ConnectCluster cluster = connect.cluster();
        Bridge bridge = bridgeFile.read();
        List<String> done = new ArrayList<>();
        BridgeDeployment deployment = new BridgeDeployment(bridge, step -> {
            done.add(step);
            output.progress(step);
        });
        if (!skipChecks) {
            deployment.checkDatabases(System.getenv());
        }
        deployment.checkRegistry();
        deployment.applyTopics();
        deployment.applyConnectors(cluster, Duration.ofSeconds(timeoutSeconds));
        if (!output.json(Map.of("bridge", bridge.name(), "done", done))) {
            output.line("bridge " + bridge.name() + " is applied");
        }
        return ExitCodes.DONE;
    }
}
