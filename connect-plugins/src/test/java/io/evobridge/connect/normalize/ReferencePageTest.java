package io.evobridge.connect.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "normalize-change.md");

    @Test
    void theReferencePageIsUpToDate() throws IOException {
        String page = page();
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("run this test with -Dreference.write=true and commit the page")
                .hasContent(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                        "# NormalizeChange\n\n`io.evobridge.connect.normalize.NormalizeChange`. ")
                .append(NormalizeChange.OVERVIEW_DOC)
                .append("\n\n## The bridge and the node\n");
        append(page, NormalizeChange.CONFIG_DEF);
        page.append("\n## Each entity\n");
        append(page, EntityConfig.definition("<name>"));
        return page.toString();
    }

    private static void append(StringBuilder page, ConfigDef definition) {
        definition.configKeys().values().stream()
                .sorted((one, other) -> Integer.compare(one.orderInGroup, other.orderInGroup))
                .forEach(key -> append(page, key));
    }

    private static void append(StringBuilder page, ConfigKey key) {
        page.append("\n### `").append(key.name).append("`\n\n").append(key.documentation);
        page.append("\n\n- Type: ").append(key.type.name().toLowerCase(Locale.ROOT));
        page.append("\n- Default: ").append(key.hasDefault() ? "`" + key.defaultValue + "`" : "none, required");
        if (key.validator != null) {
            page.append("\n- Valid: ").append(key.validator);
        }
        page.append("\n- Importance: ")
                .append(key.importance.name().toLowerCase(Locale.ROOT))
                .append('\n');
    }
}
