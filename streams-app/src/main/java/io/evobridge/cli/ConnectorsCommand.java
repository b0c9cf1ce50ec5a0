package io.evobridge.cli;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.ConnectCluster;
import io.evobridge.bridge.Node;
import io.evobridge.bridge.NodeConnector;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
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
        PrintWriter out = spec.commandLine().getOut();
        for (String connector : connectors(bridge)) {
            out.println("connector " + connector + " " + (action.test(cluster, connector) ? done : "is not there"));
        }
        return 0;
    }

    private List<String> connectors(Bridge bridge) {
        Optional<String> wanted = Optional.ofNullable(node);
        if (wanted.isPresent() && bridge.nodes().stream().map(Node::name).noneMatch(wanted.get()::equals)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--node " + wanted.get() + " is none of "
                            + bridge.nodes().stream().map(Node::name).collect(Collectors.joining(", ")));
        }
        return NodeConnector.of(bridge).stream()
                .filter(connector -> wanted.isEmpty() || connector.node().equals(wanted.get()))
                .map(NodeConnector::name)
                .toList();
    }
}
