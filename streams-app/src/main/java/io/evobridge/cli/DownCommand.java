package io.evobridge.cli;

import io.evobridge.bridge.ConnectCluster;
import picocli.CommandLine.Command;

/** {@code evobridge down}: takes a bridge's connectors away. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Removes the bridge's connectors. Topics, schemas, progress tables and the connectors' places in the"
                        + " logs stay, so that apply goes on where it ended.",
        footer = {
            "",
            "A PostgreSQL server keeps its log for a slot that nobody reads. If the bridge is not to come back:",
            "SELECT pg_drop_replication_slot('evobridge_<bridge>_<node>'), then DROP PUBLICATION of the same name."
        })
final class DownCommand extends ConnectorsCommand {

    DownCommand() {
        super("removed", ConnectCluster::delete);
    }
}
