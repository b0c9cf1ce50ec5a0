package io.evobridge.resolver.core.merge;

import java.util.function.Function;

/** What became of a write. Every case names the state of the key afterwards. */
public sealed interface Outcome {

    /** The key's state after the write. */
    KeyState state();

    /** One function for each case, so that a new case breaks every caller at compile time. */
    <R> R fold(
            Function<Duplicate, R> duplicate,
            Function<Superseded, R> superseded,
            Function<Applied, R> applied,
            Function<Conflict, R> conflict);

    /** The write is one of the present versions already: nothing changed, the result is to be sent again. */
    record Duplicate(KeyState state) implements Outcome {
        @Override
        public <R> R fold(
                Function<Duplicate, R> duplicate,
                Function<Superseded, R> superseded,
                Function<Applied, R> applied,
                Function<Conflict, R> conflict) {
            return duplicate.apply(this);
        }
    }

    /** The write has been replaced by one that had seen it: nothing changed, the result is to be sent again. */
    record Superseded(KeyState state) implements Outcome {
        @Override
        public <R> R fold(
                Function<Duplicate, R> duplicate,
                Function<Superseded, R> superseded,
                Function<Applied, R> applied,
                Function<Conflict, R> conflict) {
            return superseded.apply(this);
        }
    }

    /** The write is now the only version: it had seen all that were there. */
    record Applied(KeyState state) implements Outcome {
        @Override
        public <R> R fold(
                Function<Duplicate, R> duplicate,
                Function<Superseded, R> superseded,
                Function<Applied, R> applied,
                Function<Conflict, R> conflict) {
            return applied.apply(this);
        }
    }

    /** The write stands beside versions that it had not seen. */
    record Conflict(KeyState state) implements Outcome {
        @Override
        public <R> R fold(
                Function<Duplicate, R> duplicate,
                Function<Superseded, R> superseded,
                Function<Applied, R> applied,
                Function<Conflict, R> conflict) {
            return conflict.apply(this);
        }
    }
}
