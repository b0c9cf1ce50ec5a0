package io.evobridge.sink.common.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The reference page of a connector in Markdown: every key of its definition, by group. */
public final class ReferencePage {

    private ReferencePage() {}

    /**
     * The whole page.
     *
     * @param introduction Markdown with the heading and what there is to say before the keys
     */
    public static String of(String introduction, ConfigDef definition) {
        StringBuilder page = new StringBuilder(introduction.strip()).append('\n');
        byGroup(definition).forEach((group, keys) -> {
            page.append("\n## ").append(group).append('\n');
            keys.forEach(key -> append(page, key));
        });
        return page.toString();
    }

    private static Map<String, List<ConfigKey>> byGroup(ConfigDef definition) {
        Map<String, List<ConfigKey>> groups = new LinkedHashMap<>();
        for (String group : definition.groups()) {
            groups.put(group, new ArrayList<>());
        }
        definition.configKeys().values().stream()
                .filter(key -> !key.internalConfig)
                .sorted((one, other) -> Integer.compare(one.orderInGroup, other.orderInGroup))
                .forEach(
                        key -> groups.computeIfAbsent(key.group == null ? "Other" : key.group, any -> new ArrayList<>())
                                .add(key));
        return groups;
    }

    private static void append(StringBuilder page, ConfigKey key) {
        page.append("\n### `")
                .append(key.name)
                .append("`\n\n")
                .append(key.documentation)
                .append("\n\n");
        page.append("- Type: ").append(lower(key.type)).append('\n');
        page.append("- Default: ").append(defaultText(key)).append('\n');
        if (key.validator != null) {
            page.append("- Valid: ").append(key.validator).append('\n');
        }
        page.append("- Importance: ").append(lower(key.importance)).append('\n');
    }

    private static String defaultText(ConfigKey key) {
        if (!key.hasDefault()) {
            return "none, required";
        } else if (key.defaultValue == null || key.type == ConfigDef.Type.PASSWORD) {
            return "none";
        } else if (key.defaultValue instanceof List<?> list) {
            return list.isEmpty()
                    ? "empty"
                    : '`' + String.join(",", list.stream().map(String::valueOf).toList()) + '`';
        }
        String text = key.defaultValue.toString();
        return text.isEmpty() ? "empty" : '`' + text + '`';
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
