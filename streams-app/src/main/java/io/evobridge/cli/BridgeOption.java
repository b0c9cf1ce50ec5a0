package io.evobridge.cli;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.resolver.app.ResolverConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the bridge file. */
final class BridgeOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The bridge file (default: ${DEFAULT-VALUE}).",
            defaultValue = "bridge.yaml")
    private Path file = Path.of("");

    Path file() {
        return file;
    }

    Bridge read() {
        return BridgeFile.read(file, System.getenv(), ResolverConfig::check);
    }
}
