package io.evobridge.resolver.query;

/** What somebody who waits still lacks, in words, as it was found last. Safe for use by many threads. */
final class Missing {

    private volatile String words;

    Missing(String words) {
        this.words = words;
    }

    void set(String found) {
        words = found;
    }

    boolean isNothing() {
        return words.isEmpty();
    }

    @Override
    public String toString() {
        return words;
    }
}
