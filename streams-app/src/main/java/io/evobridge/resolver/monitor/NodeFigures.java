package io.evobridge.resolver.monitor;

import java.util.OptionalLong;

/**
 * How far a node is, in records. What is counted by offsets survives restarts and only grows; where topics are compacted
 * or written in transactions, offsets are more than records.
 *
 * @param captured changes ever captured; empty for a node that is no source
 * @param taken those of them that the resolver has committed
 * @param applied resolved records ever applied by the node's sinks; empty for a node that is no sink
 * @param waiting resolved records that its sinks have not committed
 * @param stalenessMillis how long the oldest of these has been waiting, 0 for none; empty where that is not known
 */
public record NodeFigures(
        OptionalLong captured,
        OptionalLong taken,
        OptionalLong applied,
        OptionalLong waiting,
        OptionalLong stalenessMillis) {

    static final NodeFigures UNKNOWN = new NodeFigures(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    /** Captured changes that the resolver has not committed; empty for a node that is no source. */
    public OptionalLong inFlight() {
        return captured.isPresent() && taken.isPresent()
                ? OptionalLong.of(Math.max(0, captured.getAsLong() - taken.getAsLong()))
                : OptionalLong.empty();
    }
}
