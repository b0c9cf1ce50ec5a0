package io.evobridge.cli;

import io.evobridge.bridge.ConnectCluster;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that names the Connect cluster. */
final class ConnectOption {

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--connect",
            paramLabel = "URL",
            description = "Any worker of the Connect cluster. The variable EVOBRIDGE_CONNECT can say it too (default:"
                    + " ${DEFAULT-VALUE}).",
            defaultValue = "${env:EVOBRIDGE_CONNECT:-http://127.0.0.1:8083}")
    private URI worker = URI.create("");

    URI worker() {
        return worker;
    }

    ConnectCluster cluster() {
        if (worker.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(), "--connect must be like http://127.0.0.1:8083, not " + worker);
        }
        return new ConnectCluster(worker);
    }
}
