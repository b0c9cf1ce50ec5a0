package io.evobridge.cli;

import io.evobridge.bridge.Bridge;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code evobridge validate}: reads a bridge file and says what is wrong with it. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Reads the bridge file and names the first mistake, with its line, key, value and rule. Asks no server.")
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BridgeOption bridgeFile = new BridgeOption();

    @Override
    public Integer call() {
        Bridge bridge = bridgeFile.read();
        spec.commandLine()
                .getOut()
                .printf(
                        "%s is right: bridge %s, %d nodes, %d entities%n",
                        bridgeFile.file(),
                        bridge.name(),
                        bridge.nodes().size(),
                        bridge.entities().size());
        return 0;
    }
}
