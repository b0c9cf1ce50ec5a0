package io.evobridge.cli;

import io.evobridge.bridge.Bridge;
import io.evobridge.resolver.app.Resolver;
import io.evobridge.resolver.app.ResolverConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code evobridge up}: a whole bridge with one command, as long as the command runs. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Applies the bridge file as apply does, then runs a resolver in this process until Ctrl-C and prints where"
                        + " it answers. The connectors stay when it ends; down removes them. Servers run evobridge-resolver"
                        + " instead, which logs what it does.",
        footer = {"", "Ends with 130 after Ctrl-C, with 143 after SIGTERM."})
final class UpCommand extends DeployingCommand {

    @Override
    public Integer call() throws InterruptedException {
        Bridge bridge = deploy();
        Map<String, String> settings = new HashMap<>(bridge.resolver());
        settings.putIfAbsent(ResolverConfig.CONNECT_URL, worker());
        try (Resolver resolver = new Resolver(bridge, ResolverConfig.of(settings, System.getenv()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(resolver::close, "stop"));
            resolver.start();
            String address = resolver.address() + "/";
            if (!output().json(Map.of("bridge", bridge.name(), "done", done(), "address", address))) {
                output().line("bridge " + bridge.name() + " runs: console and API at " + address + ", Ctrl-C ends it");
            }
            Optional<Throwable> failure = resolver.awaitEnd();
            if (failure.isPresent()) {
                throw new IllegalStateException("the resolver gave up: " + failure.get(), failure.get());
            }
            return ExitCodes.DONE;
        }
    }
}
