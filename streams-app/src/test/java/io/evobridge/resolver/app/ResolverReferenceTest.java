package io.evobridge.resolver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** The committed reference page is what the definition says now. {@code -Dreference.write=true} writes it anew. */
class ResolverReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference/resolver.md");

    private static final String INTRODUCTION = """
            # Resolver

            `bin/evobridge-resolver --config bridge.yaml`. The keys below stand in the `resolver` block of the bridge file. Each
            can be given in the environment instead, which wins: `http.port` as `EVOBRIDGE_RESOLVER_HTTP_PORT`. Keys that begin
            with `kafka.` go to Kafka Streams without that prefix: `kafka.producer.linger.ms: 5`. Client settings that all
            programs of the bridge share, such as security, stand in the bridge file's own `kafka` block.

            `RESOLVER_JVM` replaces the JVM's options in `etc/jvm.options`, `RESOLVER_LOG` its Log4j configuration.

            **HTTP.** `/health/live`: 200, or 503 with the reason why the process must be started anew. `/health/ready`: 200, or 503
            with the reason, while it starts, rebalances, restores, or waits for the registry. `/metrics`: Prometheus text. `/api/v1`:
            the [query API](api.md). Without a token (`api.token.read`, `api.token.operate`) it answers only programs of the same
            machine; health and metrics are open to all who reach the port.

            **Exit code.** 2 for a wrong configuration, 3 where Kafka or the registry cannot be reached at the start, too many
            failures followed each other, or a thread has been stuck for twice `max.poll.interval.ms` (5 minutes); 143 after SIGTERM.

            ## Keys
            """;

    @Test
    void thePageIsUpToDate() throws IOException {
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE)
                .as("run this test with -Dreference.write=true and commit the page")
                .hasContent(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (ConfigDef.ConfigKey key : ResolverConfig.definition().configKeys().values()) {
            String defaultText = String.valueOf(key.defaultValue);
            page.append("\n### `").append(key.name).append("`\n\n").append(key.documentation);
            page.append("\n\n- Type: ").append(key.type.name().toLowerCase(Locale.ROOT));
            page.append("\n- Default: ").append(defaultText.isEmpty() ? "empty" : '`' + defaultText + '`');
            if (key.validator != null) {
                page.append("\n- Valid: ").append(key.validator);
            }
            page.append("\n- Importance: ")
                    .append(key.importance.name().toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        return page.toString();
    }
}
