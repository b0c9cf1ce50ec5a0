package io.evobridge.cli;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.ConnectCluster;
import io.evobridge.bridge.Nearest;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeConnector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Does one thing to all connectors of a bridge, or to those of one node. Repeating it changes nothing. */
abstract class ConnectorsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BridgeOption bridgeFile = new BridgeOption();

    @Mixin
    private ConnectOption connect = new ConnectOption();

    @Option(names = "--node", paramLabel = "NAME", description = "Only this node's connectors (default: all).")
    private @Nullable String node;

    @Mixin
    private Output output = new Output();

    private final String done;
    private final BiPredicate<ConnectCluster, String> action;

    /** The action is given a connector's name and says whether the cluster knows it. */
    ConnectorsCommand(String done, BiPredicate<ConnectCluster, String> action) {
        this.done = done;
        this.action = action;
    }

    @Override
    public Integer call() {
        Bridge bridge = bridgeFile.read();
        ConnectCluster cluster = connect.cluster();
        List<Map<String, String>> results = new ArrayList<>();
        for (String connector : connectors(bridge)) {
            boolean there = action.test(cluster, connector);
            results.add(Map.of("connector", connector, "result", there ? done : "absent"));
            output.progress("connector " + connector + " " + (there ? done : "is not there"));
        }
        output.json(results);
        return ExitCodes.DONE;
    }

    private List<String> connectors(Bridge bridge) {
        Optional<String> wanted = Optional.ofNullable(node);
        List<String> names = bridge.nodes().stream().map(Node::name).toList();
        if (wanted.isPresent() && !names.contains(wanted.get())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--node " + wanted.get() + " is none of " + String.join(", ", names)
                            + Nearest.hint(wanted.get(), names));
        }
        return NodeConnector.of(bridge).stream()
                .filter(connector -> wanted.isEmpty() || connector.node().equals(wanted.get()))
                .map(NodeConnector::name)
                .toList();
    }
}
