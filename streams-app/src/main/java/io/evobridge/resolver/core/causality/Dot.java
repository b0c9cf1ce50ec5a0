package io.evobridge.resolver.core.causality;

import io.evobridge.contract.LogPosition;

/**
 * The name of one write for ever: the database that committed it and the place in that database's log.
 *
 * @param node name of the database
 * @param position place in its log; later writes of the node have greater ones
 */
public record Dot(String node, LogPosition position) {

    @Override
    public String toString() {
        return node + '@' + position;
    }
}
