package io.evobridge.compose.torture.fault;

import java.time.Duration;

/**
 * Something that breaks at a time.
 *
 * @param at since the writers began
 * @param kind how it breaks
 * @param target what breaks
 * @param amount how long it stays broken; for a skew, how far the clock is put ahead, or back when negative
 */
public record Fault(Duration at, FaultKind kind, String target, Duration amount) {

    @Override
    public String toString() {
        return kind.word() + " " + target + " " + (kind == FaultKind.SKEW ? "by " : "for ") + amount.toMillis() / 1000.0
                + " s";
    }
}
