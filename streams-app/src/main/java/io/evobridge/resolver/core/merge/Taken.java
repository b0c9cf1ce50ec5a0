package io.evobridge.resolver.core.merge;

import io.evobridge.resolver.core.causality.LogClock;
import java.util.Optional;

/**
 * The result of an {@link Intake}: an outcome, or the reason why the write was refused.
 *
 * @param outcome empty for a refused write
 * @param log the clock of the write's node afterwards
 * @param drifted whether the commit time was too far ahead
 * @param refusal one sentence with what to do; empty for a write that was not refused
 */
public record Taken(Optional<Outcome> outcome, LogClock log, boolean drifted, String refusal) {

    static Taken taken(Outcome outcome, LogClock log, boolean drifted) {
        return new Taken(Optional.of(outcome), log, drifted, "");
    }

    static Taken refused(LogClock log, boolean drifted, String refusal) {
        return new Taken(Optional.empty(), log, drifted, refusal);
    }
}
