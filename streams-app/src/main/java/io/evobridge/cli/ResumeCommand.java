package io.evobridge.cli;

import io.evobridge.bridge.ConnectCluster;
import picocli.CommandLine.Command;

/** {@code evobridge resume}: lets a bridge go on that was paused. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lets paused connectors go on where they were.")
final class ResumeCommand extends ConnectorsCommand {

    ResumeCommand() {
        super("resumed", ConnectCluster::resume);
    }
}
