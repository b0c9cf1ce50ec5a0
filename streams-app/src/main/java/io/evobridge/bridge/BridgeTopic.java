package io.evobridge.bridge;

import java.util.Map;

/**
 * A topic as a bridge needs it.
 *
 * @param name full name
 * @param partitions exact number of partitions; another number would put keys elsewhere
 * @param cleanup what the broker may remove; another policy would lose the truth or never end
 * @param settings further settings of the topic at its creation; an operator may change them later
 */
public record BridgeTopic(String name, int partitions, Cleanup cleanup, Map<String, String> settings) {

    public BridgeTopic {
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has one partition or more, not " + partitions);
        }
        settings = Map.copyOf(settings);
    }

    /** What a broker may remove from a topic. */
    public enum Cleanup {
        /** What is older than the retention. */
        DELETE("delete"),
        /** What a newer record of the same key replaces. */
        COMPACT("compact");

        private final String word;

        Cleanup(String word) {
            this.word = word;
        }

        /** The value of {@code cleanup.policy}. */
        public String word() {
            return word;
        }
    }
}
