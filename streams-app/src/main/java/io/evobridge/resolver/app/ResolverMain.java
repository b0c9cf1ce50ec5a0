package io.evobridge.resolver.app;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.BridgeFile;
import io.evobridge.bridge.BridgeFileException;
import io.evobridge.bridge.TopicSetupException;
import io.evobridge.bridge.Version;
import io.evobridge.registry.RegistryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a resolver until it is told to stop. Exit code 0 after a stop, 2 for a wrong configuration, 3 for a failure. */
@Command(
        name = "evobridge-resolver",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Stamps, orders and merges the captured writes of a bridge.")
public final class ResolverMain implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ResolverMain.class);
    private static final int WRONG_CONFIGURATION = 2;
    private static final int FAILED = 3;

    @Option(names = "--config", required = true, paramLabel = "bridge.yaml", description = "The bridge file.")
    private Path file = Path.of("bridge.yaml");

    private ResolverMain() {}

    public static void main(String[] arguments) {
        int code = new CommandLine(new ResolverMain()).execute(arguments);
        // A hook that is closing the resolver ends the process itself.
        System.exit(code);
    }

    @Override
    public Integer call() throws InterruptedException {
        Bridge bridge;
        ResolverConfig config;
        try {
            bridge = BridgeFile.read(file, System.getenv(), ResolverConfig::check);
            config = ResolverConfig.of(bridge.resolver(), System.getenv());
        } catch (BridgeFileException | KafkaException e) {
            LOG.error("cannot start: {}", e.getMessage());
            return WRONG_CONFIGURATION;
        }
        try (Resolver resolver = new Resolver(bridge, config)) {
            Runtime.getRuntime().addShutdownHook(new Thread(resolver::close, "stop"));
            resolver.start();
            Optional<Throwable> failure = resolver.awaitEnd();
            failure.ifPresent(cause -> LOG.error("the resolver gave up", cause));
            return failure.isPresent() ? FAILED : 0;
        } catch (SetupException | TopicSetupException | RegistryException | KafkaException e) {
            LOG.error("cannot start: {}", e.getMessage(), e.getCause());
            return FAILED;
        }
    }
}
