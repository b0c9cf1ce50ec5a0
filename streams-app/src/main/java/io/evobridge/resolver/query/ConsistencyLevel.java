package io.evobridge.resolver.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an answer contains at least. */
public enum ConsistencyLevel {
    /** What some copy of the state holds, the owner's if it answers. */
    EVENTUAL,
    /** All but what a bound allows to be missing. */
    BOUNDED,
    /** Everything that was in the captured topics when the request came. */
    LINEARIZABLE;

    /** As requests and bridge files say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, for settings. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ConsistencyLevel::word).toList();
    }

    /** Reads a word; throws IllegalArgumentException for any other. */
    public static ConsistencyLevel of(String word) {
        return Arrays.stream(values())
                .filter(level -> level.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("must be one of " + String.join(", ", words()) + ", not " + word));
    }
}
