package io.evobridge.resolver.simulation;

import io.evobridge.contract.LogPosition;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One committed change of one row by an application, and the truth about it.
 *
 * @param id counts the writes of a world
 * @param before what the row really was
 * @param after null for a deletion
 * @param seen ids of the writes that went into the row before
 * @param parent id of the write whose image the row showed before; -1 for none
 */
record LocalWrite(
        int id,
        String node,
        LogPosition position,
        String key,
        @Nullable Row before,
        @Nullable Row after,
        BitSet seen,
        int parent) {

    @Override
    public String toString() {
        return "w" + id + "(" + node + "@" + position.major() + "." + position.minor() + " " + key + "=" + after
                + " saw " + seen + ")";
    }
}
