package io.evobridge.contract;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version vector as text, for headers and evidence: {@code node=position,node=position}, sorted by node; empty for
 * nothing seen.
 */
public final class SeenText {

    private SeenText() {}

    /** Node → last position, as text. */
    public static String of(SortedMap<String, LogPosition> entries) {
        StringBuilder text = new StringBuilder(entries.size() * 48);
        for (Map.Entry<String, LogPosition> entry : entries.entrySet()) {
            if (text.length() > 0) {
                text.append(',');
            }
            text.append(entry.getKey()).append('=').append(entry.getValue());
        }
        return text.toString();
    }

    /** Reads what {@link #of} wrote; throws IllegalArgumentException for anything else. */
    public static SortedMap<String, LogPosition> parse(String text) {
        SortedMap<String, LogPosition> entries = new TreeMap<>();
        if (text.isEmpty()) {
            return entries;
        }
        for (String entry : text.split(",", -1)) {
            int equals = entry.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("a version vector is node=position,…, not '" + text + "'");
            }
            entries.put(entry.substring(0, equals), LogPosition.parse(entry.substring(equals + 1)));
        }
        return entries;
    }
}
