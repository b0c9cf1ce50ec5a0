package io.evobridge.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The reference page of a plugin, as its definitions say it. */
public final class ReferencePage {

    private final Path file;
    private final StringBuilder text;

    /** Begins a page. */
    public ReferencePage(String file, Class<?> plugin, String overview) {
        this.file = Path.of("..", "docs", "reference", file);
        this.text = new StringBuilder("# ")
                .append(plugin.getSimpleName())
                .append("\n\n`")
                .append(plugin.getName())
                .append("`. ")
                .append(overview)
                .append('\n');
    }

    /** Adds a chapter of settings. */
    public ReferencePage chapter(String title, ConfigDef definition) {
        text.append("\n## ").append(title).append('\n');
        definition.configKeys().values().stream()
                .sorted(Comparator.comparingInt(key -> key.orderInGroup))
                .forEach(this::append);
        return this;
    }

    /** Holds the file against it; with -Dreference.write=true writes the file first. */
    public void assertUpToDate() throws IOException {
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("run this test with -Dreference.write=true and commit the page")
                .hasContent(text.toString());
    }

    private void append(ConfigKey key) {
        text.append("\n### `").append(key.name).append("`\n\n").append(key.documentation);
        text.append("\n\n- Type: ").append(key.type.name().toLowerCase(Locale.ROOT));
        text.append("\n- Default: ").append(key.hasDefault() ? "`" + key.defaultValue + "`" : "none, required");
        if (key.validator != null) {
            text.append("\n- Valid: ").append(key.validator);
        }
        text.append("\n- Importance: ")
                .append(key.importance.name().toLowerCase(Locale.ROOT))
                .append('\n');
    }
}
