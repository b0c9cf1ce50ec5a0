package io.evobridge.resolver.query;

import io.evobridge.resolver.core.causality.VersionVector;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/** Version vectors and times as text. */
final class Positions {

    private Positions() {}

    static SortedMap<String, String> of(VersionVector vector) {
        SortedMap<String, String> text = new TreeMap<>();
        vector.entries().forEach((node, position) -> text.put(node, position.toString()));
        return text;
    }

    /** ISO text in UTC. */
    static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /** For a sentence: "shop@…, crm@…", or "nothing". */
    static String sentence(VersionVector vector) {
        if (vector.entries().isEmpty()) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder();
        vector.entries()
                .forEach((node, position) -> text.append(text.length() == 0 ? "" : ", ")
                        .append(node)
                        .append('@')
                        .append(position));
        return text.toString();
    }
}
