package io.evobridge.cli;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFileException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evobridge validate}: reads a bridge file and says what is wrong with it. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Reads the bridge file and names its mistakes, each with its line, key, value and rule. Asks no server.")
final class ValidateCommand implements Callable<Integer> {

    @Mixin
    private BridgeOption bridgeFile = new BridgeOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        try {
            tell(bridgeFile.read());
            return ExitCodes.DONE;
        } catch (BridgeFileException e) {
            if (output.json(Map.of("valid", false, "mistakes", e.mistakes()))) {
                return ExitCodes.USAGE;
            }
            throw e;
        }
    }

    private void tell(Bridge bridge) {
        int nodes = bridge.nodes().size();
        int entities = bridge.entities().size();
        Map<String, Object> value = Map.of(
                "valid", true, "mistakes", List.of(), "bridge", bridge.name(), "nodes", nodes, "entities", entities);
        if (!output.json(value)) {
            output.line(bridgeFile.file() + " is right: bridge " + bridge.name() + ", " + nodes + " nodes, " + entities
                    + " entities");
        }
    }
}
