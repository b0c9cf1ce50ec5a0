package io.evobridge.cli;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeDeployment;
import io.evobridge.bridge.ConnectCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes databases, Kafka and Kafka Connect ready for a bridge. Repeating it changes nothing. */
abstract class DeployingCommand implements Callable<Integer> {

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

    private final List<String> done = new ArrayList<>();

    /** Reads the bridge file and deploys what it says. */
    Bridge deploy() {
        if (timeoutSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout must be 1 or more, not " + timeoutSeconds);
        }
        ConnectCluster cluster = connect.cluster();
        Bridge bridge = bridgeFile.read();
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
        return bridge;
    }

    /** Steps that changed something or were waited for, in order. */
    List<String> done() {
        return List.copyOf(done);
    }

    Output output() {
        return output;
    }

    /** Address of the Connect worker. */
    String worker() {
        return connect.worker().toString();
    }
}
