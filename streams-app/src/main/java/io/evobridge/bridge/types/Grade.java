package io.evobridge.bridge.types;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How well a column takes the values of another one. */
public enum Grade {
    /** It holds the same values. */
    LOSSLESS,
    /** It holds them all, and more: what is written there need not fit on the way back. */
    WIDENING,
    /** Some it refuses, or keeps less exactly. */
    LOSSY;

    /** As a person reads it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
