package io.evobridge.cli;

import io.evobridge.bridge.ConnectCluster;
import picocli.CommandLine.Command;

/** {@code evobridge pause}: holds a bridge, or one of its nodes. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Stops the work of the bridge's connectors until resume. Nothing is lost as long as the databases keep"
                        + " their logs and Kafka its topics.")
final class PauseCommand extends ConnectorsCommand {

    PauseCommand() {
        super("paused", ConnectCluster::pause);
    }
}
