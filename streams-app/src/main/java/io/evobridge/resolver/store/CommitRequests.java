package io.evobridge.resolver.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Partitions of which somebody waits for the committed offsets: what follows from a record is known to be stored when its
 * offset is committed. Their tasks commit soon, and not only when the interval is over.
 */
public final class CommitRequests {

    private final Set<Integer> asked = ConcurrentHashMap.newKeySet();

    /** Asks the task of a partition to commit, where this instance has it. */
    public void ask(int partition) {
        asked.add(partition);
    }

    /** Whether somebody asked since the last call. */
    public boolean take(int partition) {
        return asked.remove(partition);
    }
}
