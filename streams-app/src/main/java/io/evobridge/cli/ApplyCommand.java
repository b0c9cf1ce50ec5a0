package io.evobridge.cli;

import io.evobridge.bridge.Bridge;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code evobridge apply}: makes Kafka and Kafka Connect do what a bridge file says. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Checks that the databases have what the bridge needs and that no type is lossy, creates its topics and"
                        + " connectors, or changes the connectors to what the bridge file says, and waits until all run."
                        + " Repeating it changes nothing; after a failure it goes on where it ended.")
final class ApplyCommand extends DeployingCommand {

    @Override
    public Integer call() {
        Bridge bridge = deploy();
        if (!output().json(Map.of("bridge", bridge.name(), "done", done()))) {
            output().line("bridge " + bridge.name() + " is applied");
        }
        return ExitCodes.DONE;
    }
}
