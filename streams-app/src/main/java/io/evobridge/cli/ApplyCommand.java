package io.evobridge.cli;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeDeployment;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.ConnectCluster;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The bridge file (default: ${DEFAULT-VALUE}).",
            defaultValue = "bridge.yaml")
    private Path file = Path.of("");

    @Option(
            names = "--connect",
            paramLabel = "URL",
            description = "Any worker of the Connect cluster (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://127.0.0.1:8083")
    private URI worker = URI.create("");

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

    @Override
    public Integer call() {
        if (timeoutSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout must be 1 or more, not " + timeoutSeconds);
        }
        if (worker.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(), "--connect must be like http://127.0.0.1:8083, not " + worker);
        }
        Bridge bridge = BridgeFile.read(file, System.getenv());
        BridgeDeployment deployment = new BridgeDeployment(bridge, this::say);
        if (!skipChecks) {
            deployment.checkDatabases(System.getenv());
        }
        deployment.applyTopics();
        deployment.applyConnectors(new ConnectCluster(worker), Duration.ofSeconds(timeoutSeconds));
        say("bridge " + bridge.name() + " is applied");
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
