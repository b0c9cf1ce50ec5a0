package io.evobridge.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * The key of a record as text that a person can read in any Kafka tool: the entity, then each key field in canonical
 * text, joined by '/': {@code customer/42}, {@code order_line/1007/3}. Inside a part, '%', '/' and control characters
 * are written as %XX of their UTF-8 bytes, so parts never run together and equal keys have equal text.
 *
 * @param entity name of the entity, see {@link #isEntityName}
 * @param parts canonical text of the key fields in the entity's order; at least one
 */
public record CanonicalKey(String entity, List<String> parts) {

    private static final int MAX_ENTITY_NAME = 63;

    public CanonicalKey {
        if (!isEntityName(entity)) {
            throw new IllegalArgumentException(
                    "an entity name is a lower-case letter, then up to 62 of a-z, 0-9 and _, not '" + entity + "'");
        }
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a key of entity " + entity + " needs at least one part");
        }
    }

    /** Whether the text can name an entity: it becomes part of topic names and of Avro names. */
    public static boolean isEntityName(String text) {
        if (text.isEmpty() || text.length() > MAX_ENTITY_NAME || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** Reads what {@link #toString} wrote. */
    public static CanonicalKey parse(String text) {
        String[] pieces = text.split("/", -1);
        if (pieces.length < 2) {
            throw new IllegalArgumentException("a canonical key is entity/part[/part…], not '" + text + "'");
        }
        List<String> parts = new ArrayList<>(pieces.length - 1);
        for (int i = 1; i < pieces.length; i++) {
            parts.add(PercentText.decode(pieces[i]));
        }
        return new CanonicalKey(pieces[0], parts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(entity);
        for (String part : parts) {
            text.append('/');
            PercentText.encode(part, text);
        }
        return text.toString();
    }
}
