package io.evobridge.sink.influxdb;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields become tags. Entries have the form {@code [entity:]field}; without the entity they apply to all. */
final class TagChoice {

    private final boolean keys;
    private final Map<String, Set<String>> names = new HashMap<>();

    /**
     * @param keys whether the key fields are tags
     * @param entries further fields
     */
    TagChoice(boolean keys, List<String> entries) {
        this.keys = keys;
        for (String entry : entries) {
            String[] parts = entry.split(":", -1);
            if (parts.length > 2 || List.of(parts).contains("")) {
                throw new IllegalArgumentException("'" + entry + "' is not [entity:]field");
            }
            names.computeIfAbsent(parts.length == 2 ? parts[0] : "", any -> new HashSet<>())
                    .add(parts[parts.length - 1]);
        }
    }

    boolean keys() {
        return keys;
    }

    boolean chooses(String entity, String field) {
        return names.getOrDefault("", Set.of()).contains(field)
                || names.getOrDefault(entity, Set.of()).contains(field);
    }
}
