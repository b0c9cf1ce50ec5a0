package io.evobridge.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Mistakes of a bridge file, gathered so that a person can mend them all at once. */
final class Mistakes {

    private final List<String> sentences = new ArrayList<>();

    /** What a part of the file says; empty where it holds a mistake, which is kept. */
    <T> Optional<T> attempt(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (BridgeFileException e) {
            sentences.addAll(e.mistakes());
            return Optional.empty();
        }
    }

    /** Reads a part of the file that gives nothing back. */
    void check(Runnable part) {
        attempt(() -> {
            part.run();
            return true;
        });
    }

    /** Throws {@link BridgeFileException} with all that was gathered. */
    void throwIfAny() {
        if (!sentences.isEmpty()) {
            throw new BridgeFileException(sentences);
        }
    }
}
