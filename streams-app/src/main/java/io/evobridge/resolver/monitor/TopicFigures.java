package io.evobridge.resolver.monitor;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What the topics of a bridge told at one moment.
 *
 * @param millis that moment, since 1970 UTC
 * @param nodes by name
 * @param resolved entity → resolved records ever written
 * @param conflicts records that the conflicts topic keeps
 * @param quarantined records in quarantine that nobody has settled; empty while they have not all been looked at
 */
public record TopicFigures(
        long millis,
        Map<String, NodeFigures> nodes,
        Map<String, Long> resolved,
        long conflicts,
        OptionalLong quarantined) {

    public TopicFigures {
        nodes = Map.copyOf(nodes);
        resolved = Map.copyOf(resolved);
    }
}
