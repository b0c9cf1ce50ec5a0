package io.evobridge.bridge;

/** What the settings of a block must be that somebody else reads: so that a mistake is told with its line. */
@FunctionalInterface
public interface SettingsRules {

    /** Every setting is right. */
    SettingsRules NONE = (key, value) -> {};

    /**
     * Checks one setting.
     *
     * @throws IllegalArgumentException says after the key what is wrong: {@code is 'x' but must be a number}
     */
    void check(String key, String value);
}
