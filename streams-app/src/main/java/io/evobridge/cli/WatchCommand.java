package io.evobridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evobridge watch}: resolved records as they come. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Prints a line for each resolved record of an entity, or of one key, as it comes. Where an instance of"
                        + " the resolver ends, another goes on behind the last line.")
final class WatchCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ENTITY", description = "Entity of the bridge.")
    private String entity = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KEY",
            description = "Key as in the bridge's topics; without it, all keys.")
    private @Nullable String key;

    @Option(names = "--for", paramLabel = "SECONDS", description = "When to end; without it, Ctrl-C ends it.")
    private @Nullable Long seconds;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        String path = "/entities/" + ApiClient.encoded(entity) + "/changes"
                + Optional.ofNullable(key)
                        .map(text -> "?key=" + ApiClient.encoded(text))
                        .orElse("");
        EventReader events = new EventReader(this::print);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            if (seconds != null) {
                ScheduledFuture<?> unused = clock.schedule(events::stop, seconds, TimeUnit.SECONDS);
            }
            api.client().events(path, events);
        } finally {
            clock.shutdownNow();
        }
        return ExitCodes.DONE;
    }

    private void print(JsonNode change) {
        if (!output.json(change)) {
            output.line(change.path("committed").asText() + "  "
                    + change.path("origin").asText() + "  "
                    + change.path("entity").asText() + "/" + change.path("key").asText() + "  "
                    + (change.path("deleted").asBoolean() ? "deleted" : Cells.record(change.path("record"))));
        }
    }
}
