package io.evobridge.sink.common.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an entity's rows are kept in: table, key prefix or measurement. */
public final class CollectionNaming {

    private final String format;
    private final Map<String, String> names = new HashMap<>();

    /**
     * @param format text with the placeholders {@code ${entity}} and {@code ${topic}}
     * @param names entries {@code entity:collection} that take precedence over the format
     */
    public CollectionNaming(String format, List<String> names) {
        this.format = format;
        for (String entry : names) {
            String[] parts = parts(entry);
            this.names.put(parts[0].trim(), parts[1].trim());
        }
    }

    /** Throws IllegalArgumentException unless the text is {@code entity:collection}. */
    public static void check(String entry) {
        parts(entry);
    }

    private static String[] parts(String entry) {
        String[] parts = entry.split(":", 2);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("'" + entry + "' is not entity:collection");
        }
        return parts;
    }

    /** Where the rows of an entity go. */
    public String collection(String topic, String entity) {
        String own = names.get(entity);
        return own != null ? own : format.replace("${entity}", entity).replace("${topic}", topic);
    }
}
